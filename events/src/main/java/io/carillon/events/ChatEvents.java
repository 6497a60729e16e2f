package io.carillon.events;

import io.cloudevents.CloudEvent;
import java.time.Instant;

/// What the chat domain tells other services. Typing is not among it: nobody stores it.
public final class ChatEvents {
  public static final String SOURCE = "/carillon/chat";
  public static final String MESSAGE_SENT = "io.carillon.chat.message-sent";

  private ChatEvents() {}

  /// A message that is stored. `sequence` is gap-free in its conversation.
  public record MessageSent(
      String app, String conversation, long sequence, String message, String sender, String text) {}

  public static CloudEvent messageSent(MessageSent sent, Instant time) {
    String subject = sent.app() + "/" + sent.conversation();
    return DomainEvents.of(
        SOURCE, MESSAGE_SENT, subject, subject + "#" + sent.sequence(), time, sent);
  }
}
