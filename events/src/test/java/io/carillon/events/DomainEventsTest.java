package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.events.ChatEvents.MessageSent;
import io.carillon.events.LeaderboardEvents.Move;
import io.carillon.events.LeaderboardEvents.RankingChanged;
import io.carillon.events.LeaderboardEvents.ScoreRecorded;
import io.carillon.events.PresenceEvents.ViewerCountChanged;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DomainEventsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final MessageSent SENT = new MessageSent("app", "room", 7, "m-1", "ana", "grüezi");

  @Test
  void aMessageIsACloudEventInBinaryMode() {
    // When
    var record = DomainEvents.encode("chat.events", ChatEvents.messageSent(SENT, NOON));
    // Then
    assertThat(record.headers().toArray())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactlyInAnyOrder(
            "ce_specversion=1.0",
            "ce_id=app/room#7",
            "ce_source=/carillon/chat",
            "ce_type=io.carillon.chat.message-sent",
            "ce_subject=app/room",
            "ce_time=2026-11-21T12:00:00Z",
            "content-type=application/json");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("app/room");
    assertThat(new String(record.value(), UTF_8))
        .isEqualTo(
            "{\"app\":\"app\",\"conversation\":\"room\",\"sequence\":7,\"message\":\"m-1\","
                + "\"sender\":\"ana\",\"text\":\"grüezi\"}");
  }

  @Test
  void eachDomainIsReadAsItWasWritten() throws Exception {
    // Given
    var count = new ViewerCountChanged("app", "42", 3, 17);
    var score = new ScoreRecorded("app", "main", 5, "ana", 1200);
    var ranking = new RankingChanged("app", "main", 5, List.of(new Move("ana", 1200, 3, 1)));
    // When
    var read =
        List.of(
            data(ChatEvents.messageSent(SENT, NOON), MessageSent.class),
            data(PresenceEvents.viewerCountChanged(count, NOON), ViewerCountChanged.class),
            data(LeaderboardEvents.scoreRecorded(score, NOON), ScoreRecorded.class),
            data(LeaderboardEvents.rankingChanged(ranking, NOON), RankingChanged.class));
    // Then
    assertThat(read).isEqualTo(List.of(SENT, count, score, ranking));
  }

  @Test
  void theAttributesComeBackToo() throws Exception {
    // Given
    var event = ChatEvents.messageSent(SENT, NOON);
    // When
    var read = DomainEvents.decode(Records.read(DomainEvents.encode("chat.events", event)));
    // Then
    assertThat(read).isEqualTo(event);
    assertThat(read.getTime()).isEqualTo(NOON.atOffset(ZoneOffset.UTC));
  }

  @Test
  void whatIsNoCloudEventIsBroken() {
    // Given
    var record = Records.read("chat.events", new byte[0], new RecordHeaders(), new byte[0]);
    // When
    var broken = catchThrowableOfType(BrokenRecord.class, () -> DomainEvents.decode(record));
    // Then
    assertThat(broken.reason()).isEqualTo(BrokenRecord.Reason.FORMAT);
  }

  private static <T> Object data(CloudEvent event, Class<T> type) throws Exception {
    return DomainEvents.data(
        DomainEvents.decode(Records.read(DomainEvents.encode("events", event))), type);
  }
}
