package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.events.ControlRecord.CacheMiss;
import io.carillon.events.ControlRecord.EndSubscription;
import io.carillon.events.ControlRecord.PauseApp;
import io.carillon.events.ControlRecord.TerminateUser;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlCodecTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "private-room");

  private final ControlCodec codec = new ControlCodec();

  static Stream<ControlRecord> records() {
    return Stream.of(
        new TerminateUser("app", "ana"),
        new EndSubscription(ROOM, "ana"),
        new PauseApp("app"),
        new CacheMiss(ROOM));
  }

  @ParameterizedTest
  @MethodSource("records")
  void isReadAsItWasWritten(ControlRecord control) throws Exception {
    // When
    var record = Records.read(codec.encode("log", control));
    // Then
    assertThat(ControlCodec.isControl(record.headers())).isTrue();
    assertThat(codec.decode(record)).isEqualTo(control);
  }

  @Test
  void aCommandStandsWithTheEventsOfWhatItIsAbout() {
    assertThat(key(new TerminateUser("app", "ana"))).isEqualTo("app/#server-to-user-ana");
    assertThat(key(new EndSubscription(ROOM, "ana"))).isEqualTo("app/private-room");
    assertThat(key(new PauseApp("app"))).isEqualTo("app/#app");
  }

  @Test
  void anUnknownCommandIsBroken() {
    // Given
    var headers = new RecordHeaders();
    headers.add("control", "dance".getBytes(UTF_8));
    var record = Records.read("log", ROOM.bytes(), headers, new byte[0]);
    // When
    var broken = catchThrowableOfType(BrokenRecord.class, () -> codec.decode(record));
    // Then
    assertThat(broken.reason()).isEqualTo(BrokenRecord.Reason.HEADER);
  }

  private String key(ControlRecord control) {
    return new String(codec.encode("log", control).key(), UTF_8);
  }
}
