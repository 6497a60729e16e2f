package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class IdempotencyIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName(
      "R43 an event that is sent again with its key is delivered once, one of another key too")
  void ofAnEvent() throws InterruptedException {
    // Given
    try (var live = RawSocket.live(port)) {
      live.subscribe("once");
      live.subscribed("once");
      // When
      var first = server.post("/events", event("once", "order-1", "first"));
      var retry = server.post("/events", event("once", "order-1", "first"));
      server.post("/events", event("once", "order-2", "second"));
      // Then
      assertThat(retry.statusCode()).isEqualTo(first.statusCode()).isEqualTo(200);
      assertThat(live.socket().next("paid").get("data").asText()).isEqualTo("first");
      assertThat(live.socket().next("paid").get("data").asText()).isEqualTo("second");
    }
  }

  @Test
  @DisplayName("R43 the header names a whole batch, whose events are still told apart")
  void ofABatch() throws InterruptedException {
    // Given
    var batch =
        """
        {"batch":[{"name":"paid","channel":"once-b","data":"1"},{"name":"paid","channel":"once-b","data":"2"}]}\
        """;
    try (var live = RawSocket.live(port)) {
      live.subscribe("once-b");
      live.subscribed("once-b");
      // When
      server.post("/batch_events", batch, Map.of("X-Idempotency-Key", "b-1"));
      server.post("/batch_events", batch, Map.of("X-Idempotency-Key", "b-1"));
      server.post("/events", event("once-b", "other", "3"));
      // Then
      for (var expected : new String[] {"1", "2", "3"}) {
        assertThat(live.socket().next("paid").get("data").asText()).isEqualTo(expected);
      }
    }
  }

  @Test
  @DisplayName("R43 a retry reaches the channels that the first try did not name")
  void otherChannels() throws InterruptedException {
    // Given
    server.post("/events", event("once-c", "order-3", "first"));
    try (var live = RawSocket.live(port)) {
      live.subscribe("once-d");
      live.subscribed("once-d");
      // When
      server.post("/events", event("once-d", "order-3", "first"));
      // Then
      live.socket().next("paid", "once-d");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "naïve"})
  @DisplayName("R43 R150 a key that is none is refused, and says what one is")
  void refused(String key) {
    // When
    var answer = server.post("/events", event("once", key, "x"));
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid-idempotency-key", "1 to 128 printable ASCII");
  }

  private static String event(String channel, String key, String data) {
    return RawSocket.json(
        Map.of("name", "paid", "channel", channel, "data", data, "idempotency_key", key));
  }
}
