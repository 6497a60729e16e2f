package io.carillon.gateway.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemoOnIT.On.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class DemoOnIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  /// Switches the demo on.
  public static final class On implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.demo.enabled", "true", "carillon.demo.chat-url", "http://chat.example");
    }
  }

  @Test
  @DisplayName("R6, R12 the page is told where everything is, and no secret")
  void thePageIsTold() {
    // Given
    var gateway = ReadyGateway.at(port);
    // When
    var answer = given().baseUri(gateway.toString()).get("/demo/config.json");
    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.jsonPath().getMap(""))
        .containsEntry("key", "app-key")
        .containsEntry("chat", "http://chat.example")
        .containsEntry("clientId", "carillon-demo")
        .containsKeys("presence", "leaderboard", "oidc");
    assertThat(answer.asString()).doesNotContain("app-secret");
  }
}
