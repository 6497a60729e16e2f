package io.carillon.chat.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.chat.Chat;
import io.carillon.chat.Concurrently;
import io.carillon.local.testing.LocalParts;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The packaged service beside whatever else runs on the same database and broker.
class ServiceCrashIT {

  private static final int SENDERS = 4;
  private static final int EACH_MAX = 45; // all of them fit on one page

  private static final Duration PATIENCE = Duration.ofSeconds(60); // small machines, cold service

  private final String room = Chat.newWorkspace();
  private final Acknowledged acknowledged = new Acknowledged();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  @DisplayName(
      "R80 the service is killed while people write: nothing acknowledged is missing or doubled")
  void killedService() throws InterruptedException {
    // Given
    var settings = new HashMap<>(new LocalParts().start());
    settings.put("quarkus.log.console.level", "INFO");
    try (var first = RunningService.start(settings)) {
      // When
      Concurrently.times(SENDERS + 1, i -> i == SENDERS ? kill(first) : talk(first.address(), i));
    }
    // Then
    try (var second = RunningService.start(settings)) {
      assertThat(acknowledged.size()).isGreaterThan(20);
      await().atMost(PATIENCE).untilAsserted(() -> check(second.address()));
      assertThat(second.stop()).isIn(0, 143);
    }
  }

  private int kill(RunningService service) {
    await().atMost(PATIENCE).until(() -> sent.get() > 40);
    service.kill9();
    return 0;
  }

  /// Writes until the service is gone.
  private int talk(URI service, int sender) {
    var user = Chat.as("user-" + sender);
    for (int i = 0; i < EACH_MAX; i++) {
      var answer = send(service, user, sender + "-" + i);
      if (answer == null) {
        return i;
      }
      assertThat(answer.statusCode()).isEqualTo(201);
      acknowledged.add(answer.jsonPath().getString("id"));
      sent.incrementAndGet();
    }
    return 0;
  }

  private @Nullable Response send(URI service, Chat user, String clientMessageId) {
    var body = Map.of("channelId", room, "content", "hello", "clientMessageId", clientMessageId);
    try {
      return given()
          .baseUri(service.toString())
          .port(service.getPort())
          .auth()
          .oauth2(user.token())
          .contentType(ContentType.JSON)
          .body(body)
          .post("/api/messages");
    } catch (Exception e) { // rest-assured throws what it does not declare
      if (e instanceof java.io.IOException || e instanceof NoHttpResponseException) {
        return null;
      }
      throw e;
    }
  }

  private void check(URI service) {
    var page = new HashMap<String, Object>();
    page.put("channelId", room);
    page.put("sinceSequence", 0);
    page.put("limit", 200);
    JsonPath history =
        given()
            .baseUri(service.toString())
            .port(service.getPort())
            .auth()
            .oauth2(Chat.as("ana").token())
            .queryParams(page)
            .get("/api/messages")
            .jsonPath();
    acknowledged.check(history, "presence-" + room);
  }
}
