package io.carillon.chat.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A message as it was stored. Its place in the conversation is `sequence`, which has no gaps;
/// `createdAt` is for display only.
public record Message(
    UUID id,
    ConversationId conversation,
    long sequence,
    Author author,
    Body body,
    Optional<String> clientMessageId,
    Instant createdAt) {

  /// What was said: all that makes two messages the same or different.
  public record Body(String content, Optional<UUID> replyTo, List<Attachment> attachments) {
    public Body {
      attachments = List.copyOf(attachments);
    }
  }
}
