package io.carillon.gateway.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket;
import io.carillon.gateway.socket.RuledApps;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of apps hold over HTTP as they hold for sockets.
@QuarkusTest
@TestProfile(FallbackRulesIT.SmallLimits.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = RuledApps.class, restrictToAnnotatedClass = true)
class FallbackRulesIT {
  public static final class SmallLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.socket.authorized-within", "1s",
          "carillon.socket.inbound-burst", "30",
          "carillon.socket.inbound-rate", "1");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @ParameterizedTest
  @CsvSource({"sealed-key,4000", "paused-key,4003"})
  @DisplayName("R31 R18 apps over TLS alone and paused ones refuse with their own code")
  void refusals(String key, int code) {
    assertThat(client(key).poll().body().lines().toList().getLast()).startsWith("c[" + code + ",");
  }

  @Test
  @DisplayName(
      "R31 R149 pages of other origins are refused, and may read why; the app's own connect")
  void origins() {
    // When
    List<String> refused =
        client("shop-key").pollFrom("https://evil.example").body().lines().toList();
    String welcome = client("shop-key").pollFrom("https://shop.example").body();
    // Then
    assertThat(refused).hasSize(3);
    assertThat(refused.get(1)).contains("https://evil.example", "origins");
    assertThat(refused.get(2)).startsWith("c[4009,");
    assertThat(welcome).isEqualTo("o\n");
  }

  @Test
  @DisplayName("R31 R33 a session that is not authorized in time is closed with 4009")
  void notAuthorized() throws InterruptedException {
    // When
    try (FallbackClient.Stream stream = client("members-key").stream()) {
      // Then
      assertThat(stream.next()).isEqualTo("o");
      assertThat(stream.next()).contains("connection_established");
      assertThat(stream.next()).contains("pusher:error", "4009");
      assertThat(stream.next()).startsWith("c[4009,");
      assertThat(stream.next()).isEqualTo(FallbackClient.END);
    }
  }

  @Test
  @DisplayName("R31 R153 polls may follow each other as events do; heartbeats above the rate close")
  void rates() {
    // Given
    FallbackClient client = client("plain-key");
    var server = new SigningServer(port).of("plain", "plain-key", "plain-secret-1");
    String channel = "rates-" + UUID.randomUUID();
    client.poll();
    client.poll();
    client.sendFrame(
        RawSocket.json(Map.of("event", "pusher:subscribe", "data", Map.of("channel", channel))));
    client.poll();
    // When
    var polled = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      var event = Map.of("name", "n-" + i, "channels", List.of(channel), "data", "{}");
      server.post("/events", RawSocket.json(event));
      polled.add(client.poll().body());
    }
    for (int i = 0; i < 60; i++) {
      client.send("[]");
    }
    // Then
    assertThat(polled).allMatch(body -> body.startsWith("a["));
    assertThat(client.poll().body()).contains("c[4100,");
  }

  private FallbackClient client(String key) {
    return new FallbackClient(
        port, "/pusher/app/" + key, FallbackClient.newSession(), FallbackClient.QUERY);
  }
}
