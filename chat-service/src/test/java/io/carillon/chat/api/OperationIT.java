package io.carillon.chat.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.carillon.chat.Chat;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationIT {

  @Test
  @DisplayName("R163 ready says what it looked at")
  void ready() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItems("apps", "database", "Kafka connection health check"));
  }

  @Test
  @DisplayName("R165 the outbox shows its depth, age and drops")
  void metrics() {
    // Given
    Chat.as("ana").send(Chat.newWorkspace(), "hello").then().statusCode(201);
    // When
    var metrics = given().get("/q/metrics");
    // Then
    metrics
        .then()
        .statusCode(200)
        .body(containsString("carillon_outbox_depth"))
        .body(containsString("carillon_outbox_oldest_age_seconds"))
        .body(containsString("carillon_outbox_rows_total{outcome=\"sent\"}"))
        .body(containsString("carillon_chat_messages_total{outcome=\"stored\"}"))
        .body(containsString("carillon_chat_typing_total{outcome=\"dropped\"}"))
        .body(containsString("carillon_chat_database_callers"));
  }

  @Test
  void description() {
    given()
        .accept("application/json")
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("Carillon chat"))
        .body("paths.'/api/messages'.post.summary", equalTo("Send a message"));
  }
}
