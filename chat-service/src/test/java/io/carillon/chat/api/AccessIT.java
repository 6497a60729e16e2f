package io.carillon.chat.api;

import static org.hamcrest.Matchers.equalTo;

import io.carillon.chat.Chat;
import io.carillon.chat.Signed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessIT {

  private final Chat ana = Chat.as("ana");
  private final Chat bo = Chat.as("bo");
  private final String room = Chat.newRoom();

  @Test
  @DisplayName("R90 a member may subscribe, a stranger may not")
  void members() {
    // Given
    ana.send(room, "mine");
    // When
    var forAna = access(ana, "private-" + room);
    var forBo = access(bo, "private-" + room);
    // Then
    forAna.then().statusCode(204);
    forBo
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("not-a-member"));
  }

  @Test
  @DisplayName("R90 a stranger reads nothing, and learns not whether there is anything")
  void reading() {
    // Given
    ana.send(room, "mine");
    // When
    var existing = bo.page(room);
    var missing = bo.page(Chat.newRoom());
    // Then
    existing.then().statusCode(403);
    missing.then().statusCode(403).body("code", equalTo(existing.jsonPath().getString("code")));
  }

  @Test
  @DisplayName("R90 whom a server lets speak is a member from then on")
  void broughtIn() {
    // Given
    ana.send(room, "mine");
    var body = "{\"channelId\":\"%s\",\"content\":\"hi\",\"senderId\":\"bo\"}".formatted(room);
    // When
    Signed.server().post("/api/messages", body).post("/api/messages").then().statusCode(201);
    // Then
    access(bo, "private-" + room).then().statusCode(204);
  }

  @Test
  @DisplayName(
      "R90 every signed-in user may subscribe to a workspace, unless their token lists others")
  void workspaces() {
    // Given
    var elsewhere = Chat.as("cy", Map.of("workspaces", List.of("other")));
    var here = Chat.as("cy", Map.of("workspaces", List.of("demo")));
    var nowhere = Chat.as("cy", Map.of("workspaces", List.of()));
    // When
    var channel = "presence-workspace-demo";
    // Then
    access(ana, channel).then().statusCode(204);
    access(here, channel).then().statusCode(204);
    access(elsewhere, channel).then().statusCode(403);
    access(nowhere, channel).then().statusCode(403);
  }

  @ParameterizedTest
  @DisplayName("R90 channels that belong to no conversation are denied")
  @ValueSource(
      strings = {"private-user-ana", "private-encrypted-x", "presence-other", "x", "private-a b"})
  void otherChannels(String channel) {
    access(ana, channel).then().statusCode(403);
  }

  @Test
  void withoutChannel() {
    ana.request()
        .get("/api/access")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
  }

  @Test
  @DisplayName("R151 a server asks for itself, or for a user")
  void server() {
    // Given
    ana.send(room, "mine");
    var channel = "private-" + room;
    // When
    var itself = ask(Map.of("channel", channel));
    var forAna = ask(Map.of("channel", channel, "userId", "ana"));
    var forBo = ask(Map.of("channel", channel, "userId", "bo"));
    // Then
    itself.then().statusCode(204);
    forAna.then().statusCode(204);
    forBo.then().statusCode(403);
  }

  private static Response ask(Map<String, String> query) {
    return Signed.server().get("/api/access", query).get("/api/access");
  }

  private static Response access(Chat user, String channel) {
    return user.request().queryParam("channel", channel).get("/api/access");
  }
}
