package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The contract on the Netty channel, and the guard that it is at hand.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class SocketIT extends SocketContract {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Sockets sockets;

  @Override
  protected int port() {
    return port;
  }

  @Test
  @DisplayName("Sockets write to the Netty channel: an upgrade that hides it fails here")
  void channelIsAtHand() throws InterruptedException {
    // Given
    long before = sockets.withoutChannel();
    // When
    try (Live live = RawSocket.live(port)) {
      // Then
      assertThat(live.socket().open()).isTrue();
      assertThat(sockets.withoutChannel()).isEqualTo(before).isZero();
    }
  }

  @Test
  @DisplayName("R35 binary frames close with 1003")
  void binary() throws InterruptedException {
    // Given
    try (Live live = RawSocket.live(port)) {
      // When
      live.socket().sendBinary("{}");
      // Then
      assertThat(live.socket().closeCode()).isEqualTo(1003);
    }
  }
}
