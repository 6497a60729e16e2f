package io.carillon.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,oidc"),
      @ResourceArg(name = "topics", value = "admin-outage.")
    },
    restrictToAnnotatedClass = true)
class AdminOutageIT {
  /// The bound of an answer, and room for a busy machine.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  private static final Duration PROMPT = Duration.ofSeconds(2);
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(60);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  @DisplayName(
      "R54 without its broker a change is answered 503 in time, apps are still shown, and it recovers")
  void outage() {
    // Given
    var _ = ReadyGateway.at(port);
    var operator = Admins.with("operator", port);
    var id = "app-" + UUID.randomUUID();
    operator.make(id, "");
    LocalParts.kafka().kill9();
    try {
      // When
      var began = System.nanoTime();
      var refused = operator.post("/" + id + "/pause", "");
      var refusedAfter = Duration.ofNanos(System.nanoTime() - began);
      var asked = System.nanoTime();
      var shown = operator.get("/" + id);
      var shownAfter = Duration.ofNanos(System.nanoTime() - asked);
      // Then
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refusedAfter).isLessThan(ANSWER_MAX);
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shownAfter).isLessThan(PROMPT);
    } finally {
      LocalParts.kafka().restart();
    }
    await()
        .atMost(RECOVERY_MAX)
        .untilAsserted(
            () -> assertThat(operator.post("/" + id + "/pause", "").statusCode()).isEqualTo(200));
    assertThat(Admins.json(operator.get("/" + id)).path("paused").asBoolean()).isTrue();
  }
}
