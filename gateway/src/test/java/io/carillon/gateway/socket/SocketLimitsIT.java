package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many sockets a gateway takes, and that each that ends makes room.
@QuarkusTest
@TestProfile(SocketLimitsIT.Few.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class SocketLimitsIT {
  private static final int LINES = 10;
  private static final int SOCKETS = 3;

  public static final class Few implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.http.limits.max-connections", Integer.toString(LINES),
          "carillon.socket.connections-max", Integer.toString(SOCKETS));
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Sockets sockets;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
    await().until(() -> sockets.count() == 0);
  }

  @Test
  @DisplayName("R153 a socket that ends gives its line back to the HTTP server's limit")
  void linesComeBack() throws InterruptedException {
    for (int i = 0; i < 3 * LINES; i++) {
      // When
      try (var live = RawSocket.live(port)) {
        // Then
        assertThat(live.socket().open()).isTrue();
      }
      await().until(() -> sockets.count() == 0);
    }
  }

  @Test
  @DisplayName("R153 beyond its sockets a gateway says 4100, and takes another when one has ended")
  void socketsComeBack() throws InterruptedException {
    // Given
    try (var first = RawSocket.live(port);
        var second = RawSocket.live(port)) {
      var third = RawSocket.live(port);
      // When
      try (var over = RawSocket.open(port, "app-key", "?protocol=7")) {
        // Then
        assertThat(over.closeCode()).isEqualTo(4100);
      }
      third.close();
      await().until(() -> sockets.count() == SOCKETS - 1);
      try (var next = RawSocket.live(port)) {
        assertThat(next.socket().open()).isTrue();
      }
      assertThat(first.socket().upToNow()).isEmpty();
      assertThat(second.socket().upToNow()).isEmpty();
    }
  }
}
