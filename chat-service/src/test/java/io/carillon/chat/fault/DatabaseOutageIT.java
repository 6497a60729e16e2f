package io.carillon.chat.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.carillon.chat.Chat;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseOutageIT {

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();
  private final RememberedLog log = new RememberedLog(Level.WARNING);

  @BeforeEach
  void listen() {
    log.attach();
  }

  @AfterEach
  void comesBack() {
    log.detach();
    LocalParts.postgres().restart();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
  }

  @Test
  @DisplayName(
      "R44 without a database: 503 with Retry-After, not ready, typing goes on; then all is well")
  void killedDatabase() {
    // Given
    ana.send(room, "before", "c-1").then().statusCode(201);
    // When
    LocalParts.postgres().kill9();
    // Then
    ana.send(room, "during", "c-2")
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("database-away"))
        .body("detail", notNullValue());
    ana.page(room).then().statusCode(503);
    assertThat(log.lines()).anyMatch(line -> line.contains("The database did not answer"));
    given().get("/q/health/ready").then().statusCode(503);
    ana.request()
        .body(Map.of("channelId", room))
        .post("/api/messages/typing")
        .then()
        .statusCode(202);
    // When
    comesBack();
    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(ana.send(room, "during", "c-2").statusCode()).isIn(200, 201));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> new Acknowledged().check(ana.page(room).jsonPath(), "presence-" + room));
  }
}
