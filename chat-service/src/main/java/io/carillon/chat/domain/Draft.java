package io.carillon.chat.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A message that somebody wants to send: checked, but with no place in the conversation yet.
///
/// @param vouchedFor a server with the app's secret sent it, so its author needs no membership
public record Draft(
    Conversation conversation,
    Author author,
    Message.Body body,
    Optional<String> clientMessageId,
    boolean vouchedFor) {

  public Optional<UUID> replyTo() {
    return body.replyTo();
  }

  boolean saysTheSameAs(Message message) {
    return body.equals(message.body());
  }

  Message numbered(long sequence, UUID id, Instant now) {
    return new Message(id, conversation.id(), sequence, author, body, clientMessageId, now);
  }
}
