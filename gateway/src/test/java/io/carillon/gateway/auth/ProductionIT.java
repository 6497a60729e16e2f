package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// In production, and with an issuer that does not answer.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = ProductionWithoutIssuer.class, restrictToAnnotatedClass = true)
class ProductionIT {
  private static final String CHANNELS = "/api/pusher/auth";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private URI gateway;

  private AuthPage shop;

  @BeforeEach
  void start() {
    gateway = ReadyGateway.at(port);
    shop = new AuthPage(gateway, null, "https://shop.example");
  }

  @Test
  @DisplayName("R7 triggers do not need the issuer")
  void triggersDoNotNeedTheIssuer() {
    // Given
    var server = new SigningServer(port).of("shop", "shop-key", "shop-secret-1");
    // When
    var answer = server.post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  @DisplayName("R11 a paused app is refused")
  void pausedAppIsRefused() {
    // Given
    var server = new SigningServer(port).of("old", "old-key", "old-secret-1");
    // When
    var answer = server.post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"app-paused\"");
  }

  @Test
  @DisplayName("R40 a key of one app is no key of another")
  void foreignKey() {
    // Given
    var server = new SigningServer(port).of("shop", "blog-key", "blog-secret-1");
    // When
    var answer = server.post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"unknown-key\"").doesNotContain("secret-1");
  }

  @Test
  @DisplayName("R149 only the app's own origins are let in")
  void onlyTheAppsOrigins() {
    // When
    var own = shop.form(CHANNELS, product("shop-key"));
    var others = shop.form(CHANNELS, product("blog-key"));
    var stranger = shop.from("https://evil.example").form(CHANNELS, product("shop-key"));
    var preflight = shop.preflight(CHANNELS);
    var strangersPreflight = shop.from("https://evil.example").preflight(CHANNELS);
    // Then
    assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    assertThat(own.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(others.statusCode()).isEqualTo(403);
    assertThat(AuthPage.read(others).get("code").asText()).isEqualTo("unknown-origin");
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    assertThat(strangersPreflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  @DisplayName("R23 with several apps a request without a token names its app")
  void severalApps() {
    // When
    var answer =
        shop.form(CHANNELS, Map.of("socket_id", "1.2", "channel_name", "presence-product-1"));
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(AuthPage.read(answer).get("code").asText()).isEqualTo("missing-key");
  }

  @Test
  @DisplayName("R23 a token that cannot be checked is refused for now, and only that")
  void issuerAway() {
    // When
    var answer = shop.signedIn("e30.e30.e30").form(CHANNELS, product("shop-key"));
    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(AuthPage.read(answer).get("code").asText()).isEqualTo("issuer-unavailable");
    assertThat(shop.form(CHANNELS, product("shop-key")).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("R23 without the demo's rules and the demo nothing of them is there")
  void nothingOfTheDemo() {
    // Given
    var anybody = Map.of("socket_id", "1.2", "channel_name", "private-a", "key", "shop-key");
    // When
    var rule = shop.form(CHANNELS, anybody);
    // Then
    assertThat(AuthPage.read(rule).get("code").asText()).isEqualTo("no-rule");
  }

  private static Map<String, String> product(String key) {
    return Map.of("socket_id", "1.2", "channel_name", "presence-product-1", "key", key);
  }
}
