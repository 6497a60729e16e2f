package io.carillon.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.testing.LocalParts;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The packaged service in processes of their own: killed, started again, and several at once.
class InstancesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration TAKE_OVER = Duration.ofSeconds(30);

  private static Map<String, String> settings = Map.of();

  @BeforeAll
  static void startParts() {
    var parts = new LocalParts();
    // Not the group of the service that other tests of this JVM run.
    parts.init(Map.of("topics", "instances."));
    settings = parts.start();
  }

  @Test
  @DisplayName(
      "R125 after a crash the board is rebuilt with equal ranks, and update ids still count once")
  void crashLosesNothing() {
    try (var instance = Instance.start(settings)) {
      // Given
      await().atMost(START).until(instance::ready);
      var server = instance.server();
      var board = defined(server);
      for (var i = 0; i < 200; i++) {
        assertThat(server.submit(update(board, "u" + i, i % 40, "id-" + i)).statusCode())
            .isEqualTo(200);
      }
      var before = server.get("/api/leaderboard?limit=1000&board=" + board).body();

      // When
      instance.kill9();
      instance.startAgain();
      await().atMost(START).until(instance::ready);

      // Then
      assertThat(server.get("/api/leaderboard?limit=1000&board=" + board).body()).isEqualTo(before);
      assertThat(server.submit(update(board, "u7", 7, "id-7")).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/leaderboard?limit=1000&board=" + board).body()).isEqualTo(before);
    }
  }

  @Test
  @DisplayName("R120 every instance answers for every board, and takes over those of one that dies")
  void oneTakesOverFromTheOther() {
    try (var one = Instance.start(settings);
        var other = Instance.start(settings)) {
      // Given
      await().atMost(START).until(() -> one.ready() && other.ready());
      var boards = new ArrayList<String>();
      for (var i = 0; i < 8; i++) {
        boards.add(defined(one.server()));
      }
      for (var board : boards) {
        assertAnswered(one.server().submit(update(board, "ana", 5, "a-" + board)));
        assertAnswered(other.server().submit(update(board, "bo", 7, "b-" + board)));
        assertThat(owners(one.server(), board)).containsExactly("bo", "ana");
        assertThat(owners(other.server(), board)).containsExactly("bo", "ana");
      }

      // When
      one.kill9();

      // Then
      for (var board : boards) {
        await()
            .atMost(TAKE_OVER)
            .untilAsserted(
                () -> assertThat(owners(other.server(), board)).containsExactly("bo", "ana"));
        await()
            .atMost(TAKE_OVER)
            .untilAsserted(
                () -> assertAnswered(other.server().submit(update(board, "cy", 6, "c-" + board))));
        assertThat(owners(other.server(), board)).containsExactly("bo", "cy", "ana");
      }
    }
  }

  @Test
  @DisplayName(
      "R119 no acknowledged update is lost or counted twice when the owner is killed in mid-traffic")
  void killedInTraffic() {
    try (var one = Instance.start(settings);
        var other = Instance.start(settings)) {
      // Given
      await().atMost(START).until(() -> one.ready() && other.ready());
      var board = defined(other.server());
      var ids = new ArrayList<String>();
      for (var i = 0; i < 150; i++) {
        ids.add("id-" + i);
      }

      // When
      var killer =
          CompletableFuture.runAsync(() -> {
            await().atMost(START).until(() -> total(other.server(), board) > 20);
            one.kill9();
          });
      for (var id : ids) {
        // The client retries with the same id until it is told that the update counts.
        submitted(other.server(), update(board, "u-" + id, 1, id));
        submitted(other.server(), update(board, "sum", 1, "sum-" + id));
      }
      killer.join();

      // Then
      var page = json(other.server().get("/api/leaderboard?limit=1000&board=" + board));
      assertThat(page.get("total").asInt()).isEqualTo(ids.size() + 1);
      assertThat(page.at("/leaderboard/0/userId").asText()).isEqualTo("sum");
      assertThat(page.at("/leaderboard/0/score").asInt()).isEqualTo(ids.size());
    }
  }

  @Test
  @DisplayName(
      "R113 while the broker is away boards are read, writes are refused with 503, and both come back")
  void brokerGoesAndComesBack() {
    try (var instance = Instance.start(settings)) {
      // Given
      await().atMost(START).until(instance::ready);
      var server = instance.server();
      var board = defined(server);
      assertAnswered(server.submit(update(board, "ana", 5, "before")));

      // When
      LocalParts.kafka().kill9();
      var read = server.get("/api/leaderboard?board=" + board);
      var refused = server.submit(update(board, "bo", 7, "during"));
      LocalParts.kafka().restart();

      // Then
      assertAnswered(read);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      submitted(server, update(board, "bo", 7, "during"));
      submitted(server, update(board, "bo", 7, "during"));
      assertThat(
              json(server.get("/api/leaderboard?board=" + board))
                  .at("/leaderboard/0/score")
                  .asInt())
          .isEqualTo(7);
      assertThat(owners(server, board)).containsExactly("bo", "ana");
    }
  }

  private static String defined(AppServer server) {
    var board = "b-" + UUID.randomUUID();
    await().atMost(TAKE_OVER).until(() -> server.define(board, "{}").statusCode() == 200);
    return board;
  }

  private static String update(String board, String user, int points, String id) {
    return "{\"userId\":\"%s\",\"points\":%d,\"updateId\":\"%s\",\"board\":\"%s\"}"
        .formatted(user, points, id, board);
  }

  private static void submitted(AppServer server, String update) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(TAKE_OVER)
        .until(() -> accepted(server, update));
  }

  private static boolean accepted(AppServer server, String update) {
    try {
      return server.submit(update).statusCode() == 200;
    } catch (UncheckedIOException noAnswer) {
      return false;
    }
  }

  private static int total(AppServer server, String board) {
    var answer = server.get("/api/leaderboard?board=" + board);
    return answer.statusCode() == 200 ? json(answer).get("total").asInt() : 0;
  }

  private static List<String> owners(AppServer server, String board) {
    var answer = server.get("/api/leaderboard?board=" + board);
    assertAnswered(answer);
    return json(answer).get("leaderboard").findValuesAsText("userId");
  }

  private static void assertAnswered(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.statusCode() + " " + answer.body(), e);
    }
  }
}
