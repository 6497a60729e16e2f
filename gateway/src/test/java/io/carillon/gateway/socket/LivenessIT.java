package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Silence, with times short enough to be waited for.
@QuarkusTest
@TestProfile(LivenessIT.ShortTimes.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class LivenessIT {
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;

  public static final class ShortTimes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.socket.activity-timeout", "1s",
          "carillon.socket.pong-timeout", "1s",
          "carillon.socket.inactivity-timeout", "3s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @ParameterizedTest
  @CsvSource({"7,4201", "5,4201", "4,4202"})
  @DisplayName("R16 R18 a silent peer is pinged, and closed when it stays silent")
  void silentPeer(int protocol, int expected) throws IOException {
    // Given: a peer that upgrades and then never answers, not even a ping
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) RawSocket.PATIENCE.toMillis());
      upgrade(socket, protocol);
      InputStream in = socket.getInputStream();
      // When
      int pinged = frameAfterText(in);
      frameLength(in);
      int closed = frameAfterText(in);
      frameLength(in);
      int code = in.read() << 8 | in.read();
      // Then
      assertThat(pinged).isEqualTo(PING);
      assertThat(closed).isEqualTo(CLOSE);
      assertThat(code).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("R16 a peer that answers pings stays")
  void answeringPeer() throws InterruptedException {
    // Given: the JDK's client answers pings by itself
    try (var live = RawSocket.live(port)) {
      // When: longer than both times together, as the server's own pings tell
      for (int i = 0; i < 3; i++) {
        assertThat(live.socket().pinged()).isTrue();
      }
      // Then
      assertThat(live.socket().open()).isTrue();
    }
  }

  private static void upgrade(Socket socket, int protocol) throws IOException {
    String request =
        """
        GET /app/app-key?protocol=%d HTTP/1.1
        Host: 127.0.0.1
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(protocol)
            .replace("\n", "\r\n");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101");
  }

  /// The first byte of the next frame that is no text frame.
  private static int frameAfterText(InputStream in) throws IOException {
    int first = in.read();
    while (first == 0x81) {
      in.readNBytes(frameLength(in));
      first = in.read();
    }
    return first;
  }

  private static int frameLength(InputStream in) throws IOException {
    int length = in.read();
    return length == 126 ? in.read() << 8 | in.read() : length;
  }
}
