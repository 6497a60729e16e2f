package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(FakeAccessService.class)
class AuthIT {
  private static final String CHANNELS = "/api/pusher/auth";
  private static final String USERS = "/api/pusher/user-auth";
  private static final SocketId SOCKET = new SocketId("123.456");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private URI gateway;

  private AuthPage nobody;
  private AuthPage ana;

  @BeforeEach
  void start() {
    gateway = ReadyGateway.at(port);
    nobody = new AuthPage(gateway, null, null);
    ana =
        nobody.signedIn(
            LocalParts.issuer()
                .token("ana", Map.of("name", "Ana", "picture", "https://p.example/ana.png")));
  }

  @Test
  @DisplayName("R23, R151 a form is answered with a signature over the token's subject")
  void formIsAnswered() {
    // When
    var answer = ana.form(CHANNELS, subscription("presence-workspace-demo"));
    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var data = AuthPage.read(answer).get("channel_data").asText();
    assertThat(AuthPage.read(data).get("user_id").asText()).isEqualTo("ana");
    assertThat(AuthPage.read(data).get("user_info").get("name").asText()).isEqualTo("Ana");
    assertThat(AuthPage.read(data).get("user_info").get("picture").asText())
        .isEqualTo("https://p.example/ana.png");
    assertThat(AuthPage.read(answer).get("auth").asText())
        .isEqualTo(signed("presence-workspace-demo", data));
  }

  @Test
  @DisplayName("R23 JSON is answered as a form is")
  void jsonIsAnswered() {
    // When
    var answer =
        ana.json(CHANNELS, "{\"socket_id\":\"123.456\",\"channel_name\":\"private-user-ana\"}");
    // Then
    assertThat(answer.body())
        .isEqualTo(
            "{\"auth\":\"app-key:%s\"}"
                .formatted(Signatures.channel("app-secret", SOCKET, "private-user-ana", null)));
  }

  @Test
  @DisplayName("R151 nobody gets another user's channel")
  void othersChannelsAreRefused() {
    assertRefused(ana.form(CHANNELS, subscription("private-user-bo")), 403, "forbidden");
    assertRefused(nobody.form(CHANNELS, subscription("private-user-ana")), 401, "missing-token");
  }

  @Test
  @DisplayName("R23 a visit without a token is a member by its session, else by its connection")
  void sessionsAreMembers() {
    // When
    var named =
        nobody.form(
            CHANNELS,
            Map.of(
                "socket_id", "123.456",
                "channel_name", "presence-product-7",
                "session_id", "visit-1"));
    var unnamed = nobody.form(CHANNELS, subscription("presence-product-7"));
    // Then
    assertThat(AuthPage.read(named).get("channel_data").asText())
        .isEqualTo("{\"user_id\":\"visit-1\"}");
    assertThat(AuthPage.read(unnamed).get("channel_data").asText())
        .isEqualTo("{\"user_id\":\"123.456\"}");
  }

  @Test
  @DisplayName("R23 the service that knows is asked with the user's own token")
  void theServiceIsAsked() {
    // Given
    FakeAccessService.ASKED.clear();
    var bo = LocalParts.issuer().token("bo");
    // When
    var open = nobody.signedIn(bo).form(CHANNELS, subscription("private-open;1"));
    var closed = nobody.signedIn(bo).form(CHANNELS, subscription("private-closed"));
    // Then
    assertThat(open.statusCode()).isEqualTo(200);
    assertRefused(closed, 403, "forbidden");
    assertThat(FakeAccessService.ASKED)
        .containsExactly(
            "channel=private-open;1 Bearer " + bo, "channel=private-closed Bearer " + bo);
  }

  @Test
  @DisplayName("R23 a service that does not answer within a second denies")
  void silenceDenies() {
    // Given
    var started = System.nanoTime();
    // When
    var silent = ana.form(CHANNELS, subscription("private-silent"));
    // Then
    assertRefused(silent, 403, "unanswered");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  @DisplayName("R23 a sign-in names the token's subject")
  void signIn() {
    // When
    var answer = ana.form(USERS, Map.of("socket_id", "123.456"));
    // Then
    var data = AuthPage.read(answer).get("user_data").asText();
    assertThat(AuthPage.read(data).get("id").asText()).isEqualTo("ana");
    assertThat(AuthPage.read(answer).get("auth").asText())
        .isEqualTo("app-key:" + Signatures.user("app-secret", SOCKET, data));
    assertRefused(nobody.form(USERS, Map.of("socket_id", "123.456")), 401, "missing-token");
  }

  @Test
  @DisplayName("R33 a subject that is too long for a user's id is refused before it is signed")
  void longSubject() {
    // Given
    var longest = nobody.signedIn(LocalParts.issuer().token("s".repeat(200)));
    var tooLong = nobody.signedIn(LocalParts.issuer().token("s".repeat(201)));
    // When, then
    assertThat(longest.form(USERS, Map.of("socket_id", "123.456")).statusCode()).isEqualTo(200);
    assertRefused(tooLong.form(USERS, Map.of("socket_id", "123.456")), 403, "subject-too-long");
  }

  @Test
  @DisplayName("R23 a token that is not valid is a 401, also where none is needed")
  void badTokens() {
    // Given
    var token = LocalParts.issuer().token("ana");
    var tampered = nobody.signedIn(token.substring(0, token.length() - 6) + "AAAAAA");
    var nonsense = nobody.signedIn("nonsense");
    // When, then
    assertRefused(tampered.form(CHANNELS, subscription("private-user-ana")), 401, "invalid-token");
    assertRefused(
        nonsense.form(CHANNELS, subscription("presence-product-1")), 401, "invalid-token");
    assertRefused(tampered.form(USERS, Map.of("socket_id", "1.2")), 401, "invalid-token");
  }

  @Test
  @DisplayName("R150 bad input is a 400 that says what to change")
  void badInput() {
    assertRefused(ana.form(CHANNELS, Map.of("socket_id", "1.2")), 400, "missing-member");
    assertRefused(ana.form(CHANNELS, Map.of("channel_name", "private-a")), 400, "missing-member");
    assertRefused(ana.form(CHANNELS, subscription("public")), 400, "no-authorization-needed");
    assertRefused(ana.form(CHANNELS, subscription("private-a b")), 400, "invalid-channel");
    assertRefused(
        ana.form(
            CHANNELS,
            Map.of("socket_id", "1.2", "channel_name", "private-user-ana", "key", "other")),
        400,
        "unknown-key");
    assertRefused(ana.json(CHANNELS, "[]"), 400, "invalid-json");
    assertRefused(
        ana.form(CHANNELS, subscription("private-encrypted-a")), 403, "encrypted-channel");
    assertRefused(ana.form(CHANNELS, subscription("presence-other")), 403, "no-rule");
    assertRefused(ana.form("/api/pusher/other", Map.of()), 404, "unknown-path");
  }

  @Test
  @DisplayName("R149 in development pages of any origin may ask, with headers of their own")
  void anyOrigin() {
    // Given
    var page = ana.from("https://elsewhere.example");
    // When
    var preflight = page.preflight(CHANNELS);
    var answer = page.form(CHANNELS, subscription("private-user-ana"));
    // Then
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("authorization,x-own");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://elsewhere.example");
  }

  private static Map<String, String> subscription(String channel) {
    return Map.of("socket_id", SOCKET.value(), "channel_name", channel);
  }

  private static String signed(String channel, String data) {
    return "app-key:" + Signatures.channel("app-secret", SOCKET, channel, data);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(AuthPage.read(answer).get("code").asText()).isEqualTo(code);
    assertThat(AuthPage.read(answer).get("error").asText()).isNotBlank();
  }
}
