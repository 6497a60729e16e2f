package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The contract without the Netty channel.
@QuarkusTest
@TestProfile(EndpointSocketIT.WithoutChannel.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class EndpointSocketIT extends SocketContract {
  public static final class WithoutChannel implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("carillon.socket.direct", "false");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Sockets sockets;

  @Override
  protected int port() {
    return port;
  }

  @Test
  @DisplayName("The fallback is what is tested here")
  void withoutChannel() throws InterruptedException {
    // When
    RawSocket.live(port).close();
    // Then
    assertThat(sockets.withoutChannel()).isPositive();
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
