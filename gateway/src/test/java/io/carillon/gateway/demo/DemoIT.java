package io.carillon.gateway.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class DemoIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private URI gateway;

  @BeforeEach
  void start() {
    gateway = ReadyGateway.at(port);
  }

  @Test
  @DisplayName("R12 the demo is off unless it is switched on")
  void offByDefault() {
    // When
    var answer = given().baseUri(gateway.toString()).get("/demo/config.json");
    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("demo-off");
  }
}
