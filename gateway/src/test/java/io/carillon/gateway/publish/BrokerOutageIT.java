package io.carillon.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.api.LogTail;
import io.carillon.gateway.api.ReadyGateway;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class BrokerOutageIT {
  /// The 503 bound, the sweep, and room for a busy machine.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  /// What an event loop that is not blocked needs at most, on a busy machine.
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void start() {
    var _ = ReadyGateway.at(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName(
      "R54 without its broker the gateway answers 503 in time, stays responsive, and recovers by itself")
  void outage() {
    // Given
    assertThat(trigger("before").statusCode()).isEqualTo(200);
    LocalParts.kafka().kill9();
    try {
      // When
      var started = System.nanoTime();
      var waiting = CompletableFuture.supplyAsync(() -> trigger("during"));
      var asked = System.nanoTime();
      var channel = server.get("/channels/outage", Map.of());
      var askedFor = Duration.ofNanos(System.nanoTime() - asked);
      var refused = waiting.join();
      var refusedAfter = Duration.ofNanos(System.nanoTime() - started);
      // Then
      assertThat(channel.statusCode()).isEqualTo(200);
      assertThat(askedFor).isLessThan(PROMPT);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(refused.body()).contains("\"code\":\"log-unavailable\"", "requestId");
      assertThat(refusedAfter).isLessThan(ANSWER_MAX);
    } finally {
      LocalParts.kafka().restart();
    }
    try (var log = LogTail.open()) {
      await().atMost(RECOVERY_MAX).until(() -> trigger("after").statusCode() == 200);
      assertThat(log.atLeast("outage", 1)).extracting(event -> event.text()).contains("after");
    }
  }

  private HttpResponse<String> trigger(String data) {
    return server.post(
        "/events", "{\"name\":\"e\",\"channel\":\"outage\",\"data\":\"" + data + "\"}");
  }
}
