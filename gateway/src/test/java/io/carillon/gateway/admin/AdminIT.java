package io.carillon.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.gateway.api.ReadyGateway;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,oidc"),
      @ResourceArg(name = "topics", value = "admin.")
    },
    restrictToAnnotatedClass = true)
class AdminIT {
  private static final String APPS = "/api/admin/apps";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Admins operator;
  private Admins developer;
  private Admins viewer;

  @BeforeEach
  void start() {
    var _ = ReadyGateway.at(port);
    operator = Admins.with("operator", port);
    developer = Admins.with("developer", port);
    viewer = Admins.with("viewer", port);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', viewer",
    "GET, /no-app, viewer",
    "PATCH, /no-app, developer",
    "POST, '', operator",
    "POST, /no-app/pause, operator",
    "POST, /no-app/resume, operator",
    "POST, /no-app/keys, operator",
    "DELETE, /no-app/keys/k, operator",
    "POST, /no-app/keys/k/reveal, operator",
    "DELETE, /no-app, operator",
  })
  @DisplayName("R143 each address is open to its role and those above it, and to nobody else")
  void roles(String method, String path, String least) {
    // Given
    var roles = List.of("viewer", "developer", "operator");
    var admins = List.of(viewer, developer, operator);
    var body = method.equals("GET") || method.equals("DELETE") ? "" : "{\"version\":-1}";
    var tampered = Admins.bearing("e30.e30.e30", port);
    // Then
    for (var i = 0; i < roles.size(); i++) {
      var answer = admins.get(i).send(method, APPS + path, body);
      if (i < roles.indexOf(least)) {
        assertRefused(answer, 403, "missing-role");
      } else {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 404);
      }
    }
    assertRefused(Admins.bearing(null, port).send(method, APPS + path, body), 401, "missing-token");
    assertRefused(tampered.send(method, APPS + path, body), 401, "invalid-token");
    assertRefused(Admins.with("admin", port).send(method, APPS + path, body), 403, "missing-role");
  }

  @Test
  @DisplayName("R143 the issuer of an app's users makes nobody an administrator, whatever it says")
  void foreignIssuer() {
    // Given
    var app = unique();
    var stranger = LocalParts.issuer().stranger("evil-" + app);
    operator.make(app, ",\"users\":{\"issuer\":\"%s\"}".formatted(stranger));
    var token = LocalParts.issuer().token(stranger, "eve", Map.of("groups", List.of("operator")));
    // When
    var answer = Admins.bearing(token, port).get("");
    // Then
    assertRefused(answer, 403, "foreign-issuer");
  }

  @Test
  @DisplayName("R9 an app is made with id, key and secret; the secret is shown when it is revealed")
  void made() {
    // Given
    var made = operator.post("", "{\"name\":\"The shop\",\"preset\":\"sandbox\"}");
    var id = Admins.json(made).path("id").asText();
    var key = Admins.keys(made).getFirst();
    // When
    var revealed = operator.post("/" + id + "/keys/" + key + "/reveal", "");
    var secret = Admins.json(revealed).path("secret").asText();
    var triggered = trigger(id, key, secret);
    // Then
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith("/api/admin/apps/" + id));
    assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(Admins.json(made).at("/limits/connections").asInt()).isEqualTo(100);
    assertThat(Admins.json(made).at("/limits/messagesPerDay").asInt()).isEqualTo(200_000);
    assertThat(Admins.json(made).at("/limits/channels").isNull()).isTrue();
    assertThat(secret).hasSizeGreaterThan(40);
    assertThat(revealed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(triggered.statusCode()).as(triggered.body()).isEqualTo(200);
    for (var shown : List.of(made, viewer.get(""), viewer.get("/" + id))) {
      assertThat(shown.body()).contains(id, key).doesNotContain(secret);
    }
  }

  @Test
  @DisplayName("R164 a change counts when it is answered, and the next needs the version of it")
  void changed() {
    // Given
    var id = unique();
    operator.make(id, "");
    // When
    var first =
        developer.patch("/" + id, "{\"version\":1,\"name\":\"A\",\"limits\":{\"channels\":20}}");
    var late = developer.patch("/" + id, "{\"version\":1,\"name\":\"B\"}");
    var second =
        developer.send("PATCH", APPS + "/" + id, "{\"watchlist\":true}", "If-Match", "\"2\"");
    var unsaid = developer.patch("/" + id, "{\"name\":\"C\"}");
    var same = developer.patch("/" + id, "{\"version\":3,\"name\":\"A\"}");
    // Then
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertRefused(late, 409, "version-conflict");
    assertThat(late.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    assertRefused(unsaid, 428, "missing-version");
    assertThat(same.headers().firstValue("ETag")).contains("\"3\"");
    var shown = Admins.json(viewer.get("/" + id));
    assertThat(shown.path("name").asText()).isEqualTo("A");
    assertThat(shown.path("watchlist").asBoolean()).isTrue();
    assertThat(shown.at("/limits/channels").asInt()).isEqualTo(20);
    assertThat(shown.path("version").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("R11 a paused app's requests are refused until it is resumed")
  void paused() {
    // Given
    var id = unique();
    var key = operator.make(id, "");
    var secret = operator.secret(id, key);
    // When
    var paused = operator.post("/" + id + "/pause", "");
    var refused = trigger(id, key, secret);
    var resumed = operator.post("/" + id + "/resume", "{}");
    var done = trigger(id, key, secret);
    // Then
    assertThat(Admins.json(paused).path("paused").asBoolean()).isTrue();
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("app-paused");
    assertThat(Admins.json(resumed).path("paused").asBoolean()).isFalse();
    assertThat(done.statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("R9 what is not an app's id, or is a strange form, is refused with what to change")
  void refusals() {
    // Given
    var id = unique();
    var key = operator.make(id, "");
    // Then
    assertRefused(operator.post("", "{\"id\":\"" + id + "\"}"), 409, "app-exists");
    assertRefused(operator.post("", "{\"id\":\"a b\"}"), 400, "invalid-app");
    assertRefused(operator.post("", "{\"clientEvent\":true}"), 400, "invalid-app");
    assertRefused(operator.post("", "[]"), 400, "invalid-app");
    assertRefused(operator.post("/" + id + "/pause", "{\"paused\":true}"), 400, "invalid-app");
    assertRefused(
        operator.post("/" + id + "/keys/" + key + "/reveal", "{\"x\":1}"), 400, "invalid-app");
    assertRefused(operator.post("/" + id + "/keys/none/reveal", ""), 404, "unknown-key");
    assertRefused(operator.delete("/" + id + "/keys/" + key), 409, "last-key");
    assertRefused(operator.get("/none"), 404, "unknown-app");
    assertRefused(operator.post("/" + id + "/other", ""), 404, "unknown-path");
    assertRefused(
        operator.send("PATCH", APPS + "/" + id, "{}", "If-Match", "x"), 400, "invalid-version");
    assertThat(operator.post("/app/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("R9 a configured app is shown as one; its first change is a record, which counts")
  void configured() {
    // Given
    var before = Admins.json(viewer.get("/app-id"));
    // When
    var notThere = operator.delete("/app-id");
    var changed = developer.patch("/app-id", "{\"version\":0,\"name\":\"Changed\"}");
    var stillWorks = trigger("app-id", "app-key", "app-secret");
    var removed = operator.delete("/app-id");
    // Then
    assertThat(before.path("source").asText()).isEqualTo("file");
    assertThat(before.path("version").asInt()).isZero();
    assertRefused(notThere, 409, "configured-app");
    assertThat(Admins.json(changed).path("source").asText()).isEqualTo("topic");
    assertThat(Admins.json(changed).path("version").asInt()).isEqualTo(1);
    assertThat(Admins.json(changed).path("clientEvents").asBoolean()).isTrue();
    assertThat(stillWorks.statusCode()).isEqualTo(200);
    assertThat(Admins.json(removed).path("source").asText()).isEqualTo("file");
    assertThat(Admins.json(removed).path("name").asText()).isEqualTo("Development");
  }

  @Test
  @DisplayName("R9 a deleted app is gone, and its id may begin anew")
  void deleted() {
    // Given
    var id = unique();
    var key = operator.make(id, "");
    var secret = operator.secret(id, key);
    // When
    var deleted = operator.delete("/" + id);
    var gone = viewer.get("/" + id);
    var triggered = trigger(id, key, secret);
    var again = operator.post("", "{\"id\":\"" + id + "\"}");
    // Then
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertRefused(gone, 404, "unknown-app");
    assertThat(triggered.statusCode()).isEqualTo(401);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
    assertThat(Admins.keys(again)).doesNotContain(key);
  }

  @Test
  @DisplayName("R143 every change stands in the audit before it is done, and no secret does")
  void audited() throws IOException {
    // Given
    var id = unique();
    var key = operator.make(id, "");
    var secret = operator.secret(id, key);
    developer.patch("/" + id, "{\"version\":1,\"name\":\"New\"}");
    // When
    var audit = audit(id);
    // Then
    assertThat(audit)
        .extracting(entry -> entry.path("action").asText() + " " + entry.path("phase").asText())
        .containsExactly(
            "app.create begun",
            "app.create done",
            "key.reveal begun",
            "key.reveal done",
            "app.change begun",
            "app.change done");
    assertThat(audit.getLast().at("/by/role").asText()).isEqualTo("developer");
    assertThat(audit.getLast().at("/by/subject").asText()).isEqualTo("olga");
    assertThat(audit.getLast().at("/changes/name/to").asText()).isEqualTo("New");
    assertThat(audit.get(2).path("key").asText()).isEqualTo(key);
    assertThat(audit.toString()).doesNotContain(secret);
  }

  @Test
  @DisplayName("R145 the presets are told with their limits")
  void presets() {
    // When
    var presets = Admins.json(viewer.send("GET", "/api/admin/presets", "")).path("presets");
    // Then
    assertThat(presets).hasSize(5);
    assertThat(presets.get(1).path("name").asText()).isEqualTo("sandbox");
    assertThat(presets.get(1).at("/limits/connections").asInt()).isEqualTo(100);
  }

  private static List<JsonNode> audit(String app) throws IOException {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", LocalParts.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition("admin.audit", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      var entries = new ArrayList<JsonNode>();
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (new String(record.key(), UTF_8).equals(app)) {
            entries.add(new ObjectMapper().readTree(record.value()));
          }
        }
      }
      return entries;
    }
  }

  private HttpResponse<String> trigger(String app, String key, String secret) {
    return new SigningServer(port)
        .of(app, key, secret)
        .post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
  }

  private static String unique() {
    return "app-" + UUID.randomUUID();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Admins.json(answer).path("code").asText()).isEqualTo(code);
    assertThat(Admins.json(answer).path("error").asText()).isNotBlank();
  }
}
