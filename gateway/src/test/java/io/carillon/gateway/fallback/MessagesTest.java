package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  @Test
  @DisplayName("R31 a body is an array of strings, each a message as it was")
  void strings() {
    // Given
    var body = " [\"{\\\"event\\\":\\\"x\\\"}\", \"\\u00fc\\ud83d\\ude00\\n\"]\n".getBytes(UTF_8);
    // When
    var reading = Messages.read(body);
    // Then
    assertThat(reading).isEqualTo(new Read<>(List.of("{\"event\":\"x\"}", "ü😀\n")));
  }

  @Test
  @DisplayName("R31 an empty array is no message")
  void heartbeat() {
    assertThat(Messages.read("[]".getBytes(UTF_8))).isEqualTo(new Read<>(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"{}\"",
        "{}",
        "null",
        "[",
        "[\"a\"",
        "[\"a\",]",
        "[\"a\" \"b\"]",
        "[1]",
        "[null]",
        "[[\"a\"]]",
        "[{}]",
        "[\"a\"] x",
        "[\"a\"][]",
        "[\"\\ud800\"]",
        "[\"line\nbreak\"]",
      })
  @DisplayName("R31 R150 anything else is refused, and nothing of it is taken")
  void broken(String body) {
    assertThat(Messages.read(body.getBytes(UTF_8))).isInstanceOf(Broken.class);
  }

  @Test
  @DisplayName("R150 bytes that are no text are refused")
  void notText() {
    assertThat(Messages.read(new byte[] {'[', '"', (byte) 0xFF, '"', ']'}))
        .isInstanceOf(Broken.class);
  }
}
