package io.carillon.chat.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.chat.domain.Author;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageFaceTest {

  private final Message message =
      new Message(
          new UUID(0, 1),
          new ConversationId("app-id", "support"),
          7,
          new Author("ana", "Ana", Optional.empty()),
          new Message.Body("hello", Optional.empty(), List.of()),
          Optional.empty(),
          Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  @DisplayName("R66 app B's shape, with whole milliseconds")
  void workspace() {
    // Given
    var names =
        new FieldNames(
            "id",
            Optional.of("channelId"),
            "content",
            "senderId",
            "senderName",
            Optional.of("senderAvatar"),
            "createdAt",
            Optional.of("sequence"),
            Optional.of("clientMessageId"),
            Optional.of("replyTo"),
            Optional.of("attachments"));
    // When
    var json = new String(MessageFace.message(names, message), UTF_8);
    // Then
    assertThat(json)
        .isEqualTo(
            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"content\":\"hello\","
                + "\"senderId\":\"ana\",\"senderName\":\"Ana\",\"channelId\":\"support\","
                + "\"createdAt\":\"2026-11-21T10:00:00.000Z\",\"sequence\":7}");
  }

  @Test
  @DisplayName("R67 app E's shape, by names alone")
  void coaching() {
    // Given
    Optional<String> none = Optional.empty();
    var names =
        new FieldNames(
            "id", none, "message", "userId", "user", none, "timestamp", none, none, none, none);
    // When
    var json = new String(MessageFace.message(names, message), UTF_8);
    // Then
    assertThat(json)
        .isEqualTo(
            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"message\":\"hello\","
                + "\"userId\":\"ana\",\"user\":\"Ana\",\"timestamp\":\"2026-11-21T10:00:00.000Z\"}");
  }
}
