package io.carillon.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord;
import io.carillon.events.ControlRecord.EndSubscription;
import io.carillon.events.ControlRecord.PauseApp;
import io.carillon.events.ControlRecord.TerminateUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private final List<String> done = new ArrayList<>();
  private final Controls controls =
      new Controls((app, user, time) -> done.add(app + " " + user + " " + time), 2);

  @Test
  @DisplayName("R33 a command is done when it came into the log after this gateway's start")
  void newerThanTheStart() throws BrokenRecord {
    // Given
    controls.heedFrom(1, 7);
    // When
    controls.read(record(1, 6, new TerminateUser("app", "old")));
    controls.read(record(1, 7, new TerminateUser("app", "new")));
    // Then
    assertThat(done).containsExactly("app new 1007");
  }

  @Test
  @DisplayName("R33 nothing is done before the start is known")
  void beforeTheStart() throws BrokenRecord {
    // When
    controls.read(record(0, 1, new TerminateUser("app", "ana")));
    // Then
    assertThat(done).isEmpty();
  }

  @Test
  @DisplayName("Commands about channels and apps end nobody's connection")
  void otherCommands() throws BrokenRecord {
    // Given
    controls.heedFrom(0, 0);
    // When
    controls.read(record(0, 1, new EndSubscription(new ChannelKey("app", "private-x"), "ana")));
    controls.read(record(0, 2, new PauseApp("app")));
    // Then
    assertThat(done).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, ControlRecord control) {
    var written = new ControlCodec().encode("log", control);
    return new ConsumerRecord<>(
        written.topic(),
        partition,
        offset,
        1_000 + offset,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        written.key(),
        written.value(),
        written.headers(),
        Optional.empty());
  }
}
