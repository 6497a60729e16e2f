package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.gateway.channel.TextFrame;
import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ByteBuf frames(String... texts) {
    ByteBuf frames = Unpooled.buffer();
    for (String text : texts) {
      byte[] payload = text.getBytes(UTF_8);
      TextFrame.write(frames, payload, payload.length);
    }
    return frames;
  }

  @Test
  @DisplayName(
      "R31 a session opens with `o`, and with the host of its further requests if it has one")
  void open() {
    assertThat(Line.open(Optional.empty()).bytes().toString()).isEqualTo("o\n");
    assertThat(Line.open(Optional.of("gw-1.example.com")).bytes().toString())
        .isEqualTo("o{\"hostname\":\"gw-1.example.com\"}\n");
    assertThatThrownBy(() -> Line.open(Optional.of("gw-1.example.com:8080")))
        .hasMessageContaining("carillon.fallback.hostname");
  }

  @Test
  @DisplayName("R31 a session closes with its code and reason, all of them JSON")
  void close() throws IOException {
    for (CloseCode code : CloseCode.values()) {
      String line = Line.close(code).bytes().toString();
      assertThat(line).startsWith("c[").endsWith("]\n");
      var array = JSON.readTree(line.substring(1));
      assertThat(array.get(0).asInt()).isEqualTo(code.code());
      assertThat(array.get(1).asText()).isEqualTo(code.reason());
    }
  }

  @Test
  @DisplayName("R31 frames of any length become strings of one array on one line")
  void frameLine() {
    // Given
    var line = new FrameLine();
    String large = "x".repeat(70_000);
    // When
    line.add(frames("{\"a\":\"\\n\"}", "y".repeat(200)));
    line.add(frames(large));
    String text = line.take().bytes().toString();
    // Then
    assertThat(text)
        .isEqualTo(
            "a[\"{\\\"a\\\":\\\"\\\\n\\\"}\",\"" + "y".repeat(200) + "\",\"" + large + "\"]\n");
    assertThat(line.empty()).isTrue();
  }

  @Property(tries = 200)
  void anyFramesComeBackAndCountAsTheClientCounts(
      @ForAll @Size(min = 1, max = 4) String[] texts,
      @ForAll @CharRange(from = '\u0000', to = '\u00FF') String latin)
      throws IOException {
    String[] whole =
        Arrays.stream(texts)
            .map(text -> new String((text + latin + "😀").getBytes(UTF_8), UTF_8))
            .toArray(String[]::new);
    var line = new FrameLine();
    line.add(frames(whole));
    Line made = line.take();
    String text = made.bytes().toString();
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    assertThat(JSON.readValue(text.substring(1), String[].class)).isEqualTo(whole);
    assertThat(made.characters()).isEqualTo(text.length());
  }
}
