package io.carillon.leaderboard;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.events.ChannelKey;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalParts.class)
class LeaderboardIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READY = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String LOG = "carillon.channel-events";
  private static final String COMMANDS = "carillon.leaderboard.commands";

  private AppServer server;

  @BeforeEach
  void awaitReady() {
    server = AppServer.at(RestAssured.port);
    await().atMost(READY).until(() -> server.get("/q/health/ready").statusCode() == 200);
  }

  @Test
  @DisplayName("R113 R115 a score changes the ranking, and everyone on leaderboard-channel is told")
  void scoreChangesTheRanking() {
    // Given
    var user = "u-" + UUID.randomUUID();
    try (var channel = channel("leaderboard-channel")) {
      // When
      var answer =
          server.submit("{\"userId\":\"%s\",\"points\":1000000,\"name\":\"Ana\"}".formatted(user));
      var ranking = server.get("/api/leaderboard");

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer).get("rank").asInt()).isEqualTo(1);
      assertThat(json(ranking).at("/leaderboard/0").toString())
          .isEqualTo(
              "{\"userId\":\"%s\",\"name\":\"Ana\",\"score\":1000000,\"rank\":1}".formatted(user));
      assertThat(json(ranking).get("board").asText()).isEqualTo("default");
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(last(channel).owners().getFirst()).isEqualTo(user));
      assertThat(last(channel).event().event()).isEqualTo("ranking-update");
      assertThat(last(channel).data().at("/leaderboard/0/change").asText()).isEqualTo("new");
    }
  }

  @Test
  @DisplayName("R114 fifty points move a user from rank 4 to 2; answer and event tell both ranks")
  void pointsMoveAUser() {
    // Given
    var board = board();
    for (var entry : Map.of("ana", 100, "bo", 80, "cy", 70, "di", 40).entrySet()) {
      submit(board, entry.getKey(), entry.getValue());
    }
    try (var channel = channel("leaderboard-" + board)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(last(channel).owners()).containsExactly("ana", "bo", "cy", "di"));

      // When
      var answer = json(submit(board, "di", 50));

      // Then
      assertThat(answer.toString())
          .isEqualTo(
              "{\"userId\":\"di\",\"name\":\"di\",\"score\":90,\"rank\":2,\"previousRank\":4}");
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(last(channel).owners()).containsExactly("ana", "di", "bo", "cy"));
      assertThat(last(channel).data().at("/leaderboard/1").toString())
          .isEqualTo(
              "{\"userId\":\"di\",\"name\":\"di\",\"score\":90,\"rank\":2,\"previousRank\":4,\"change\":\"up\"}");
      assertThat(last(channel).data().at("/leaderboard/2/change").asText()).isEqualTo("down");
      assertThat(last(channel).data().at("/leaderboard/0/change").asText()).isEqualTo("same");
    }
  }

  @Test
  @DisplayName("R118 scores beyond 2^53 are exact, as texts, and overflow is refused")
  void largeScoresAreExact() {
    // Given
    var board = board();

    // When
    var largest = json(submit(board, "ana", "\"9223372036854775807\""));
    var beyond = submit(board, "ana", "1");
    var safe = json(submit(board, "bo", "9007199254740991"));

    // Then
    assertThat(largest.get("score").toString()).isEqualTo("\"9223372036854775807\"");
    assertProblem(beyond, 409, "score-overflow");
    assertThat(safe.get("score").toString()).isEqualTo("9007199254740991");
  }

  @Test
  @DisplayName("R119 a retried update counts once and gets the first answer")
  void retryCountsOnce() {
    // Given
    var board = board();
    var update =
        "{\"userId\":\"ana\",\"points\":5,\"updateId\":\"u-1\",\"board\":\"%s\"}".formatted(board);
    var first = server.submit(update);
    submit(board, "bo", 9);

    // When
    var again = server.submit(update);
    var other = server.submit(update.replace(":5", ":6"));

    // Then
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertProblem(other, 409, "update-id-conflict");
    assertThat(
            json(server.get("/api/leaderboard?board=" + board)).at("/leaderboard/1/score").asInt())
        .isEqualTo(5);
  }

  @Test
  @DisplayName(
      "R123 a burst of 1,000 updates is told at most once a second, with the right final state")
  void burstIsToldOnceASecond() {
    // Given
    var board = board();

    // When
    burst(board, 1_000);

    // Then
    try (var channel = channel("leaderboard-" + board)) {
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(last(channel).data().at("/leaderboard/0/score").asInt()).isEqualTo(1_000));
      var times = channel.told().stream().map(ChannelLog.Told::at).toList();
      for (var i = 1; i < times.size(); i++) {
        assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(990);
      }
      var ranking = json(server.get("/api/leaderboard?board=" + board));
      assertThat(last(channel).data().get("version")).isEqualTo(ranking.get("version"));
      assertThat(last(channel).owners()).isEqualTo(owners(ranking));
      var sequences =
          channel.told().stream().map(t -> requireNonNull(t.event().source()).sequence()).toList();
      assertThat(sequences).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("R120 pages join up, and a user's rank comes with those around him")
  void pagesAndSurroundings() {
    // Given
    var board = board();
    for (var i = 1; i <= 7; i++) {
      submit(board, "u" + i, 100 - i);
    }

    // When
    var first = json(server.get("/api/leaderboard?limit=4&board=" + board));
    var second =
        json(
            server.get(
                "/api/leaderboard?limit=4&board=%s&after=%s"
                    .formatted(board, first.get("after").asText())));
    var around = json(server.get("/api/leaderboard/users/u6?around=2&board=" + board));

    // Then
    assertThat(owners(first)).containsExactly("u1", "u2", "u3", "u4");
    assertThat(owners(second)).containsExactly("u5", "u6", "u7");
    assertThat(second.has("after")).isFalse();
    assertThat(first.get("total").asInt()).isEqualTo(7);
    assertThat(around.at("/entry/rank").asInt()).isEqualTo(6);
    assertThat(around.get("window").size()).isEqualTo(4);
    assertThat(around.get("version")).isEqualTo(first.get("version"));
  }

  @Test
  @DisplayName("R151 a user writes his own score and no other; his name is the token's")
  void usersWriteTheirOwn() {
    // Given
    var token = LocalParts.issuer().token("ana", Map.of("name", "Ana Lovelace"));
    var board = board();

    // When
    var own =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body("{\"points\":5,\"name\":\"Bo\",\"board\":\"%s\"}".formatted(board))
            .post("/api/leaderboard");
    var others =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body("{\"userId\":\"bo\",\"points\":5}")
            .post("/api/leaderboard");

    // Then
    own.then().statusCode(200).body("userId", equalTo("ana")).body("name", equalTo("Ana Lovelace"));
    others.then().statusCode(403).body("code", equalTo("not-the-subject"));
  }

  @ParameterizedTest
  @DisplayName("R44 R150 bad input gets the right status and a stable code")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json                                   | 400 | not-json
          []                                         | 400 | not-json
          {"userId":"a","points":1}}                 | 400 | not-json
          {"userId":"a"}                             | 400 | invalid-field
          {"points":1}                               | 400 | invalid-field
          {"userId":7,"points":1}                    | 400 | invalid-field
          {"userId":"a","points":1.5}                | 400 | invalid-field
          {"userId":"a","points":"many"}             | 400 | invalid-field
          {"userId":"a","points":9223372036854775808}| 400 | invalid-field
          {"userId":" ","points":1}                  | 400 | invalid-field
          {"userId":"a\\u0000","points":1}           | 400 | invalid-field
          {"userId":"a","points":1,"name":{}}        | 400 | invalid-field
          {"userId":"a","points":1,"board":"a b"}    | 400 | invalid-field
          {"userId":"a","points":1,"board":"nowhere"}| 404 | unknown-board
          """)
  void badInput(String body, int status, String code) {
    // When
    var answer = server.submit(body);

    // Then
    assertProblem(answer, status, code);
  }

  @Test
  @DisplayName("R44 requests that prove nobody, or the wrong one, are refused with what to change")
  void strangersAreRefused() {
    // Given
    var update = "{\"userId\":\"a\",\"points\":1}";
    var impostor = new AppServer("http://127.0.0.1:" + RestAssured.port, "wrong-secret");

    // When
    var wrongSignature = impostor.submit(update);

    // Then
    assertProblem(wrongSignature, 401, "wrong-signature");
    given()
        .contentType("application/json")
        .body(update)
        .post("/api/leaderboard")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", notNullValue())
        .body("code", equalTo("missing-identity"))
        .body("requestId", notNullValue());
    given()
        .header("Authorization", "Bearer x.y.z")
        .contentType("application/json")
        .body(update)
        .post("/api/leaderboard")
        .then()
        .statusCode(401)
        .body("code", equalTo("invalid-token"));
    given()
        .get("/api/leaderboard?key=nobody")
        .then()
        .statusCode(401)
        .body("code", equalTo("unknown-app"));
    given()
        .get("/api/leaderboard?limit=0")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
    given()
        .get("/api/leaderboard?after=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
    given()
        .get("/api/leaderboard/users/nobody")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-entry"));
    given().get("/api/nothing").then().statusCode(404).body("code", equalTo("not-found"));
    given()
        .delete("/api/leaderboard")
        .then()
        .statusCode(405)
        .body("code", equalTo("method-not-allowed"));
  }

  @Test
  @DisplayName("R116 boards are made at run time by the app's server, and listed")
  void boardsAreMade() {
    // Given
    var name = "b-" + UUID.randomUUID();

    // When
    var made = server.define(name, "{\"order\":\"lower_wins\",\"operator\":\"best\"}");
    submit(name, "ana", 9);
    submit(name, "bo", 7);
    submit(name, "ana", 8);
    var changed = server.define(name, "{\"order\":\"higher_wins\",\"operator\":\"best\"}");
    var again =
        server.define(name, "{\"order\":\"lower_wins\",\"operator\":\"best\",\"visible\":10}");

    // Then
    assertThat(made.statusCode()).isEqualTo(200);
    assertProblem(changed, 409, "order-is-fixed");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(owners(json(server.get("/api/leaderboard?board=" + name))))
        .containsExactly("bo", "ana");
    assertThat(server.get("/api/boards").body())
        .contains(
            "{\"board\":\"%s\",\"order\":\"lower_wins\",\"operator\":\"best\",\"visible\":10}"
                .formatted(name));
    given()
        .contentType("application/json")
        .body("{}")
        .header("Authorization", "Bearer " + LocalParts.issuer().token("ana"))
        .put("/api/boards/mine")
        .then()
        .statusCode(403)
        .body("code", equalTo("server-only"));
  }

  @Test
  @DisplayName("R150 a body above the limit is refused")
  void oversize() {
    // When
    var answer = server.submit("{\"userId\":\"%s\"}".formatted("x".repeat(70_000)));

    // Then
    assertProblem(answer, 413, "too-large");
  }

  @Test
  void theFaceIsDescribed() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.'/api/leaderboard'.post.summary", notNullValue())
        .body(
            "paths.'/api/leaderboard/users/{userId}'.get.parameters.name",
            hasItems("around", "board", "userId"))
        .body("components.schemas", not(hasKey("RoutingContext")));
  }

  @Test
  void pagesOfOtherOriginsMayCall() {
    given()
        .header("Origin", "http://127.0.0.1:8080")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/leaderboard")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("http://127.0.0.1:8080"));
  }

  private String board() {
    var name = "b-" + UUID.randomUUID();
    assertThat(server.define(name, "{}").statusCode()).isEqualTo(200);
    return name;
  }

  private HttpResponse<String> submit(String board, String user, int points) {
    return submit(board, user, Integer.toString(points));
  }

  private HttpResponse<String> submit(String board, String user, String points) {
    return server.submit(
        "{\"userId\":\"%s\",\"points\":%s,\"board\":\"%s\"}".formatted(user, points, board));
  }

  private static void burst(String board, int updates) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", LocalParts.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var i = 1; i <= updates; i++) {
        var command =
            "{\"type\":\"score\",\"userId\":\"u%d\",\"points\":%d}"
                .formatted(i % 50, i % 50 == 0 ? 50 : 1);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    COMMANDS, ("app-id/" + board).getBytes(UTF_8), command.getBytes(UTF_8)));
      }
    }
  }

  private static ChannelLog channel(String channel) {
    return new ChannelLog(
        LocalParts.kafka().bootstrapServers(), LOG, new ChannelKey("app-id", channel));
  }

  private static ChannelLog.Told last(ChannelLog channel) {
    var told = channel.told();
    assertThat(told).isNotEmpty();
    return told.getLast();
  }

  private static List<String> owners(JsonNode ranking) {
    return ranking.get("leaderboard").findValuesAsText("userId");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    var problem = json(answer);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).isNotBlank();
    assertThat(problem.get("requestId").asText())
        .isEqualTo(answer.headers().firstValue("X-Request-ID").orElse(""));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.statusCode() + " " + answer.body(), e);
    }
  }
}
