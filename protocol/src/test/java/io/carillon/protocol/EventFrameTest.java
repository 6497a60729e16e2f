package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventFrameTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("R22 an event has exactly its three members")
  void threeMembers() {
    // Given
    var data = "{\"id\":1}".getBytes(UTF_8);
    // When
    var frame = EventFrame.of("order", "x", data, null).bytes();
    // Then
    assertThat(new String(frame, UTF_8))
        .isEqualTo("{\"event\":\"order\",\"channel\":\"x\",\"data\":\"{\\\"id\\\":1}\"}");
  }

  @Test
  @DisplayName("R27 a client event on a presence channel names its sender")
  void sender() {
    // When
    var frame = EventFrame.of("client-x", "presence-x", "{}".getBytes(UTF_8), "u \"1\"").bytes();
    // Then
    assertThat(new String(frame, UTF_8))
        .isEqualTo(
            "{\"event\":\"client-x\",\"channel\":\"presence-x\",\"data\":\"{}\",\"user_id\":\"u \\\"1\\\"\"}");
  }

  @Test
  @DisplayName("R22 a frame can be written behind a header, and its size is known before")
  void writtenBehindAHeader() {
    // Given
    var frame = EventFrame.of("e", "c", "tab\t, bell\u0007, \\, ü, 😀".getBytes(UTF_8), null);
    var target = new byte[frame.size() + 10];
    // When
    var end = frame.writeTo(target, 4);
    // Then
    assertThat(end).isEqualTo(4 + frame.size());
    assertThat(new String(target, 4, frame.size(), UTF_8))
        .isEqualTo(
            "{\"event\":\"e\",\"channel\":\"c\",\"data\":\"tab\\t, bell\\u0007, \\\\, ü, 😀\"}");
    assertThat(target).endsWith(0, 0, 0, 0, 0, 0);
  }

  @Test
  @DisplayName("R41 data of 1 MB that is all control characters still fits")
  void worstCase() {
    assertThat(EventFrame.of("e", "c", new byte[1_048_576], null).size())
        .isGreaterThan(6 * 1_048_576);
  }

  @Property
  void dataComesBackAsItWasGiven(@ForAll String event, @ForAll String data, @ForAll String user)
      throws IOException {
    assertRoundTrip(event, data, user);
  }

  @Property
  void charactersThatNeedEscapesComeBack(
      @ForAll @CharRange(from = '\u0000', to = '\u0080') String data) throws IOException {
    assertRoundTrip("e", data, "u");
  }

  private static void assertRoundTrip(String event, String data, String user) throws IOException {
    var bytes = EventFrame.of(event, "channel", data.getBytes(UTF_8), user).bytes();
    var frame = JSON.readTree(bytes);
    assertThat(frame.get("event").textValue()).isEqualTo(ServerFramesTest.wellFormed(event));
    assertThat(frame.get("channel").textValue()).isEqualTo("channel");
    assertThat(frame.get("data").textValue().getBytes(UTF_8)).isEqualTo(data.getBytes(UTF_8));
    assertThat(frame.get("user_id").textValue()).isEqualTo(ServerFramesTest.wellFormed(user));
    assertThat(frame).hasSize(4);
  }
}
