package io.carillon.gateway.socket;

import static io.carillon.gateway.socket.FrameSocket.CLOSE;
import static io.carillon.gateway.socket.FrameSocket.CONTINUATION;
import static io.carillon.gateway.socket.FrameSocket.FINAL;
import static io.carillon.gateway.socket.FrameSocket.PING;
import static io.carillon.gateway.socket.FrameSocket.PONG;
import static io.carillon.gateway.socket.FrameSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames as RFC 6455 allows them, and as it does not.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class FramesIT {
  private static final String PUSHER_PING = "{\"event\":\"pusher:ping\",\"data\":{}}";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R35 a message in fragments, empty ones and a ping among them, is one message")
  void fragments() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      socket
          .send(TEXT, "")
          .send(CONTINUATION, PUSHER_PING.substring(0, 10))
          .send(FINAL | PING, "between")
          .send(CONTINUATION, "")
          .send(FINAL | CONTINUATION, PUSHER_PING.substring(10));
      // Then
      assertThat(socket.next(PONG).text()).isEqualTo("between");
      assertThat(socket.next(TEXT).text()).contains("pusher:pong");
    }
  }

  @Test
  @DisplayName("R35 an empty message costs an error, and the next one is read")
  void emptyMessages() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      socket
          .send(TEXT, "")
          .send(FINAL | CONTINUATION, "")
          .send(FINAL | TEXT, "")
          .send(FINAL | TEXT, PUSHER_PING);
      // Then
      assertThat(socket.next(TEXT).text()).contains("pusher:error");
      assertThat(socket.next(TEXT).text()).contains("pusher:error");
      assertThat(socket.next(TEXT).text()).contains("pusher:pong");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x20, 0x10})
  @DisplayName("R35 reserved bits close with 1002")
  void reservedBits(int bit) throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      socket.send(FINAL | bit | TEXT, PUSHER_PING);
      // Then
      assertThat(socket.next(CLOSE).closeCode()).isEqualTo(1002);
    }
  }

  @Test
  @DisplayName("R35 text that is not UTF-8 closes with 1007, whole or in fragments")
  void brokenText() throws IOException {
    // Given
    var broken = new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'};
    try (var whole = FrameSocket.open(port);
        var parts = FrameSocket.open(port)) {
      // When
      whole.send(FINAL | TEXT, broken);
      parts.send(TEXT, broken).send(FINAL | CONTINUATION, "");
      // Then
      assertThat(whole.next(CLOSE).closeCode()).isEqualTo(1007);
      assertThat(parts.next(CLOSE).closeCode()).isEqualTo(1007);
    }
  }

  @Test
  @DisplayName("R35 a character that is cut by fragments is whole again")
  void cutCharacters() throws IOException {
    // Given
    var bytes = "{\"event\":\"grüß\"}".getBytes(UTF_8);
    int cut = 13; // within the ü
    try (var socket = FrameSocket.open(port)) {
      // When
      socket
          .send(TEXT, Arrays.copyOf(bytes, cut))
          .send(FINAL | CONTINUATION, Arrays.copyOfRange(bytes, cut, bytes.length));
      // Then
      assertThat(socket.next(TEXT).text()).contains("grüß");
    }
  }

  @Test
  @DisplayName("R35 R153 what is too large closes with 1009, in one frame or in many")
  void tooLarge() throws IOException {
    // Given
    var large = new byte[102_401];
    var half = "x".repeat(60_000);
    try (var frame = FrameSocket.open(port);
        var parts = FrameSocket.open(port)) {
      // When
      frame.send(FINAL | TEXT, large);
      parts.send(TEXT, half).send(CONTINUATION, half);
      // Then
      assertThat(frame.next(CLOSE).closeCode()).isEqualTo(1009);
      assertThat(parts.next(CLOSE).closeCode()).isEqualTo(1009);
    }
  }

  @Test
  @DisplayName("R35 illegal frames and close codes close with 1002")
  void illegalFrames() throws IOException {
    // Given
    try (var opcode = FrameSocket.open(port);
        var orphan = FrameSocket.open(port);
        var longPing = FrameSocket.open(port);
        var closeCode = FrameSocket.open(port)) {
      // When
      opcode.send(FINAL | 3, "");
      orphan.send(FINAL | CONTINUATION, "x");
      longPing.send(FINAL | PING, "x".repeat(126));
      closeCode.send(FINAL | CLOSE, new byte[] {(byte) (5000 >> 8), (byte) 5000});
      // Then
      assertThat(opcode.next(CLOSE).closeCode()).isEqualTo(1002);
      assertThat(orphan.next(CLOSE).closeCode()).isEqualTo(1002);
      assertThat(longPing.next(CLOSE).closeCode()).isEqualTo(1002);
      assertThat(closeCode.next(CLOSE).closeCode()).isEqualTo(1002);
    }
  }

  @Test
  @DisplayName("R153 a flood of pings is closed with 4100")
  void pingFlood() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      flood(socket, FrameSocket.masked(FINAL | PING, new byte[0]));
      // Then
      assertThat(socket.next(CLOSE).closeCode()).isEqualTo(4100);
    }
  }

  @Test
  @DisplayName("R153 a flood of empty fragments is closed with 4100")
  void fragmentFlood() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      socket.send(TEXT, "{");
      // When
      flood(socket, FrameSocket.masked(CONTINUATION, new byte[0]));
      // Then
      assertThat(socket.next(CLOSE).closeCode()).isEqualTo(4100);
    }
  }

  /// More than one connection may send at once; the server reads on for a while after it has said
  /// so.
  private static void flood(FrameSocket socket, byte[] frame) throws IOException {
    for (int sent = 0; sent < 12_000; sent++) {
      socket.raw(frame);
    }
  }
}
