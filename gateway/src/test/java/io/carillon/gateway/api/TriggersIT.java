package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.events.Origin;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class TriggersIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private URI gateway;

  private SigningServer server;

  @BeforeEach
  void start() {
    gateway = ReadyGateway.at(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName("R22, R36 a trigger stands on the log byte for byte, once a channel")
  void standsOnTheLog() {
    // Given
    var body =
        """
        {"name":"new-message","channels":["trigger-a","presence-trigger-b","trigger-a"],
         "data":"{ \\"z\\":1.0, \\"text\\":\\"gr\\u00fc\\u00df \\ud83d\\ude00\\" }","socket_id":"12.34","other":[{"x":1}]}\
        """;
    try (var log = LogTail.open()) {
      // When
      var answer = server.post("/events", body);
      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      assertThat(log.events("", 2))
          .allSatisfy(event -> {
            assertThat(event.text()).isEqualTo("{ \"z\":1.0, \"text\":\"grüß 😀\" }");
            assertThat(event.event()).isEqualTo("new-message");
            assertThat(event.excludedSocket()).isEqualTo("12.34");
            assertThat(event.origin()).isEqualTo(Origin.SERVER);
            assertThat(event.user()).isNull();
          })
          .extracting(event -> event.key().value())
          .containsExactlyInAnyOrder("app-id/trigger-a", "app-id/presence-trigger-b");
    }
  }

  @Test
  @DisplayName("R3 a prefix before the path is not part of what was signed")
  void prefixIsNotSigned() {
    // Given
    var body = "{\"name\":\"one\",\"channel\":\"prefixed\",\"data\":\"1\"}";
    var md5 = Signatures.bodyMd5(body.getBytes(UTF_8));
    var signed = server.uri("/events", server.query("POST", "/events", Map.of("body_md5", md5)));
    var prefixed = URI.create(signed.toString().replace("/apps/", "/p.pusher.com/apps/"));
    try (var log = LogTail.open()) {
      // When
      var answer =
          server.send(HttpRequest.newBuilder(prefixed).POST(BodyPublishers.ofString(body)));
      // Then
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(log.events("prefixed", 1)).extracting(event -> event.text()).containsExactly("1");
    }
  }

  @Test
  @DisplayName("R38 a batch keeps its order within a channel")
  void batchKeepsOrder() {
    // Given
    var body =
        """
        {"batch":[{"name":"one","channel":"batch-a","data":"1"},{"name":"two","channel":"batch-a","data":"2"},
                  {"name":"three","channel":"batch-a","data":"3"}]}\
        """;
    try (var log = LogTail.open()) {
      // When
      var answer = server.post("/batch_events", body);
      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(log.events("batch-a", 3))
          .extracting(event -> event.text())
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  @DisplayName("R38 one wrong event of a batch stops all of them")
  void batchIsAllOrNothing() {
    // Given
    var wrong =
        """
        {"batch":[{"name":"one","channel":"whole-a","data":"1"},{"name":"two","channel":"whole a","data":"2"}]}\
        """;
    var right =
        """
        {"batch":[{"name":"one","channel":"whole-a","data":"only"}]}\
        """;
    try (var log = LogTail.open()) {
      // When
      var refused = server.post("/batch_events", wrong);
      // Then
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("batch[1].channel", "invalid-channel");
      assertThat(server.post("/batch_events", right).statusCode()).isEqualTo(200);
      assertThat(log.events("whole-a", 1))
          .extracting(event -> event.text())
          .containsExactly("only");
    }
  }

  @Test
  @DisplayName("R36 asked-for counts come with the answer")
  void countsComeWithTheAnswer() {
    // When
    var answer =
        server.post(
            "/events",
            """
            {"name":"e","channels":["presence-info","info"],"data":"1","info":"user_count,subscription_count,cache"}\
            """);
    // Then
    assertThat(answer.body())
        .isEqualTo(
            "{\"channels\":{\"presence-info\":{\"user_count\":0},\"info\":{\"subscription_count\":0}}}");
  }

  @Test
  @DisplayName("R40 each wrong signature has its own 401")
  void wrongSignatures() {
    // Given
    var body = "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}";
    var wrongKey = new SigningServer(port);
    wrongKey.key = "other-key";
    var wrongSecret = new SigningServer(port);
    wrongSecret.secret = "other-secret";
    var stale = new SigningServer(port);
    stale.now = stale.now.minus(Duration.ofHours(1));
    var foreign = new SigningServer(port);
    foreign.app = "other-app";
    // When
    var unknown = wrongKey.post("/events", body);
    var invalid = wrongSecret.post("/events", body);
    var expired = stale.post("/events", body);
    var otherBody = server.post("/events", body, body.replace("d", "e").getBytes(UTF_8));
    var otherApp = foreign.post("/events", body);
    var unsigned =
        server.send(
            HttpRequest.newBuilder(server.uri("/events", "x=y"))
                .POST(BodyPublishers.ofString(body)));
    // Then
    assertRefused(unknown, 401, "unknown-key");
    assertRefused(invalid, 401, "wrong-signature");
    assertRefused(expired, 401, "stale-timestamp");
    assertThat(expired.body()).contains(" s behind");
    assertRefused(otherBody, 401, "wrong-body-md5");
    assertRefused(otherApp, 401, "unknown-key");
    assertRefused(unsigned, 401, "missing-parameter");
    assertThat(invalid.body()).doesNotContain("app-secret");
  }

  @Test
  @DisplayName("R41 too much data is refused with the size that was sent")
  void tooLarge() {
    // When
    var within = server.post("/events", event("x".repeat(10_240)));
    var above = server.post("/events", event("x".repeat(10_241)));
    var inBytes = server.post("/events", event("ü".repeat(5_121)));
    // Then
    assertThat(within.statusCode()).isEqualTo(200);
    assertRefused(above, 413, "event-too-large");
    assertThat(above.body()).contains("10241 bytes", "10240");
    assertRefused(inBytes, 413, "event-too-large");
  }

  @Test
  @DisplayName("R44 an error has a stable code, a sentence and the request's id")
  void errorsAreJson() {
    // Given
    var body = "{\"name\":5,\"channel\":\"c\",\"data\":\"d\"}";
    var query =
        server.query(
            "POST", "/events", Map.of("body_md5", Signatures.bodyMd5(body.getBytes(UTF_8))));
    var request =
        HttpRequest.newBuilder(server.uri("/events", query))
            .header("X-Request-Id", "my-request.7")
            .POST(BodyPublishers.ofString(body));
    // When
    var answer = server.send(request);
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("my-request.7");
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"`name` must be a string, not a number\",\"code\":\"wrong-type\",\"status\":400,\"requestId\":\"my-request.7\"}");
  }

  @Test
  @DisplayName("R44 unknown paths and methods are answered in JSON too")
  void unknownPaths() {
    // When
    var below = server.post("/nothing", "{}");
    var method = server.send(HttpRequest.newBuilder(server.uri("/events", "")).DELETE());
    var outside = server.send(HttpRequest.newBuilder(gateway.resolve("/nothing/here")).GET());
    var root = server.send(HttpRequest.newBuilder(gateway.resolve("/apps")).GET());
    // Then
    assertRefused(below, 404, "unknown-path");
    assertRefused(method, 405, "unknown-method");
    assertRefused(outside, 404, "unknown-path");
    assertRefused(root, 404, "unknown-path");
  }

  @Test
  @DisplayName(
      "R22, R150 what is not UTF-8, half a character or a member twice is refused, never changed")
  void brokenText() {
    // Given
    var overlong = new byte[] {(byte) 0xC0, (byte) 0x80};
    var body = event("a%sb");
    var cut = body.indexOf("%s");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(body.substring(0, cut).getBytes(UTF_8));
    bytes.writeBytes(overlong);
    bytes.writeBytes(body.substring(cut + 2).getBytes(UTF_8));
    // When
    var notUtf8 = server.post("/events", bytes.toByteArray());
    var utf16 = server.post("/events", event("x").getBytes(UTF_16LE));
    var half = server.post("/events", event("a\\ud800b"));
    var twice = server.post("/events", event("x").replace("{", "{\"name\":\"first\","));
    // Then
    assertRefused(notUtf8, 400, "invalid-json");
    assertRefused(utf16, 400, "invalid-json");
    assertRefused(half, 400, "half-character");
    assertRefused(twice, 400, "invalid-json");
  }

  @Test
  @DisplayName("R41 a body beyond the server's bound is a 413 in JSON")
  void bodyBeyondTheBound() {
    // When
    var answer = server.post("/events", event("x".repeat(13_000_000)));
    // Then
    assertRefused(answer, 413, "body-too-large");
  }

  @Test
  @DisplayName("R41 a body that does not say its length is bounded too")
  void bodyOfUnknownLength() {
    // Given
    var bytes = event("x".repeat(13_000_000)).getBytes(UTF_8);
    var query = server.query("POST", "/events", Map.of("body_md5", Signatures.bodyMd5(bytes)));
    var unknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    // When
    var answer =
        server.send(HttpRequest.newBuilder(server.uri("/events", query)).POST(unknownLength));
    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  @DisplayName("R38, R41 a batch above what is buffered on the event loop is taken too")
  void largeBatch() {
    // Given
    var event =
        "{\"name\":\"e\",\"channel\":\"large\",\"data\":\"" + "\\u0041".repeat(10_240) + "\"}";
    var batch = "{\"batch\":[" + String.join(",", Collections.nCopies(10, event)) + "]}";
    try (var log = LogTail.open()) {
      // When
      var answer = server.post("/batch_events", batch);
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(log.events("large", 10))
          .extracting(each -> each.data().length)
          .containsOnly(10_240);
    }
  }

  @Test
  @DisplayName("R39 channels are told of")
  void channels() {
    // When
    var list =
        server.get("/channels", Map.of("filter_by_prefix", "presence-", "info", "user_count"));
    var badList = server.get("/channels", Map.of("info", "user_count"));
    var one = server.get("/channels/empty-one", Map.of("info", "subscription_count"));
    var badOne = server.get("/channels/empty-one", Map.of("info", "user_count"));
    var users = server.get("/channels/presence-empty/users", Map.of());
    var badUsers = server.get("/channels/empty/users", Map.of());
    var semicolon = server.get("/channels/presence-a;b/users", Map.of());
    var undecodable = server.get("/channels/%FF", Map.of());
    // Then
    assertThat(list.body()).isEqualTo("{\"channels\":{}}");
    assertRefused(badList, 400, "user-count-without-presence");
    assertThat(semicolon.body()).isEqualTo("{\"users\":[]}");
    assertRefused(undecodable, 400, "invalid-channel");
    assertThat(one.body()).isEqualTo("{\"occupied\":false,\"subscription_count\":0}");
    assertRefused(badOne, 400, "user-count-without-presence");
    assertThat(users.body()).isEqualTo("{\"users\":[]}");
    assertRefused(badUsers, 400, "users-without-presence");
  }

  @Test
  @DisplayName("R39, R49 the last event of a cached channel is told with its time to live")
  void cached() {
    // Given
    var empty = server.get("/channels/cache-told", Map.of("info", "cache"));
    // When
    server.post(
        "/events",
        "{\"name\":\"e\",\"channel\":\"cache-told\",\"data\":\"{\\\"a\\\":1}\",\"socket_id\":\"1.2\"}");
    // Then
    assertThat(empty.body()).isEqualTo("{\"occupied\":false,\"cache\":null}");
    await()
        .untilAsserted(() ->
            assertThat(server.get("/channels/cache-told", Map.of("info", "cache")).body())
                .matches(
                    "\\{\"occupied\":false,\"cache\":\\{\"data\":\"\\{\\\\\"a\\\\\":1}\",\"ttl\":1[78]\\d\\d}}"));
  }

  private static String event(String data) {
    return "{\"name\":\"e\",\"channel\":\"size\",\"data\":\"" + data + "\"}";
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }
}
