package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.ChatEvents;
import io.carillon.events.ChatEvents.MessageSent;
import io.carillon.events.DomainEvents;
import io.carillon.events.Source;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboxRowTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");

  @Test
  @DisplayName("R80 a row carries the record of its event, with its place in the source")
  void carriesTheRecordOfTheEvent() {
    // Given
    var event = ChannelEvent.of(ROOM, "said", "{}").from(Source.of("chat/room", 7));
    // When
    var row = OutboxRow.of("log", event);
    // Then
    assertThat(row.source()).isEqualTo("chat/room");
    assertThat(row.sequence()).isEqualTo(7);
    assertThat(row.topic()).isEqualTo("log");
    assertThat(row.key()).isEqualTo(ROOM.bytes());
    assertThat(row.headers())
        .isEqualTo(Map.of("event", "said", "source", "chat/room", "sequence", "7"));
    assertThat(row.value()).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void anEventWithoutAPlaceIsRefused() {
    assertThatThrownBy(() -> OutboxRow.of("log", ChannelEvent.of(ROOM, "said", "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source");
  }

  @Test
  void aDomainEventNamesItsPlaceToo() {
    // Given
    var sent = new MessageSent("app", "room", 7, "m-1", "ana", "hi");
    var record = DomainEvents.encode("chat.events", ChatEvents.messageSent(sent, Instant.EPOCH));
    // When
    var row = OutboxRow.of(Source.of("chat/room", 8), record);
    // Then
    assertThat(row.headers())
        .containsEntry("ce_type", "io.carillon.chat.message-sent")
        .containsEntry("source", "chat/room")
        .containsEntry("sequence", "8");
  }
}
