package io.carillon.gateway.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.socket.RawSocket;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A gateway without the fallback transports.
@QuarkusTest
@TestProfile(FallbackOffIT.Off.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class FallbackOffIT {
  public static final class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("carillon.fallback.enabled", "false");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  @DisplayName("R31 switched off, the paths are unknown ones and sockets go on")
  void off() throws InterruptedException {
    // Given
    RawSocket.awaitReady(port);
    // When
    HttpResponse<String> answer = FallbackClient.at(port).poll();
    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(FallbackClient.json(answer.body()).get("code").asText()).isEqualTo("unknown-path");
    try (RawSocket.Live live = RawSocket.live(port)) {
      assertThat(live.socket().open()).isTrue();
    }
  }
}
