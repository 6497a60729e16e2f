package io.carillon.chat.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.carillon.chat.Chat;
import io.carillon.chat.SecondApp;
import io.carillon.chat.Signed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityIT {

  private static final String PATH = "/api/messages";

  private final String room = Chat.newWorkspace();

  @Test
  @DisplayName("R151 nobody is nobody: 401 that says how to sign in")
  void nobody() {
    // When
    var answer = given().contentType(ContentType.JSON).body(body("ana")).post(PATH);
    // Then
    answer
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .header("X-Request-ID", equalTo(answer.jsonPath().getString("requestId")))
        .body("type", notNullValue())
        .body("title", notNullValue())
        .body("status", equalTo(401))
        .body("code", equalTo("missing-identity"))
        .body("detail", containsString("Authorization"));
  }

  @Test
  @DisplayName("R151 a token that was tampered with, or is none, is refused")
  void tampered() {
    // Given
    var token = Chat.as("ana").token();
    var middle = token.indexOf('.') + 10;
    var changed =
        token.substring(0, middle)
            + (token.charAt(middle) == 'A' ? 'B' : 'A')
            + token.substring(middle + 1);
    // When
    var tampered = new Chat("ana", changed).send(room, "hi");
    var none = new Chat("ana", "rubbish").send(room, "hi");
    var basic = given().auth().preemptive().basic("ana", "x").get(PATH + "?channelId=" + room);
    // Then
    tampered.then().statusCode(401).body("code", equalTo("invalid-token"));
    none.then().statusCode(401).body("code", equalTo("invalid-token"));
    basic.then().statusCode(401).body("code", equalTo("invalid-token"));
  }

  @Test
  @DisplayName("R151 the sender is the token's subject; naming another is a 403")
  void subject() {
    // Given
    var ana = Chat.as("ana");
    // When
    var same = ana.send(Map.of("channelId", room, "content", "hi", "senderId", "ana"));
    var other = ana.send(Map.of("channelId", room, "content", "hi", "senderId", "bo"));
    // Then
    same.then().statusCode(201).body("senderId", equalTo("ana"));
    other
        .then()
        .statusCode(403)
        .body("code", equalTo("not-the-subject"))
        .body("detail", containsString("senderId"));
  }

  @Test
  @DisplayName("R151 R150 a subject that cannot be stored as it is is refused, a name is left out")
  void unstorableClaims() {
    // When
    var subject = Chat.as("a\0b").send(room, "hi");
    var name = Chat.as("eve", Map.of("name", "E\0ve")).send(room, "hi");
    // Then
    subject.then().statusCode(401).body("code", equalTo("invalid-token"));
    name.then().statusCode(201).body("senderId", equalTo("eve"));
  }

  @Test
  @DisplayName("R151 a name in the token counts more than one in the body")
  void names() {
    // Given
    var named = Chat.as("dee", Map.of("name", "Dee Jay", "picture", "https://example.com/d.png"));
    // When
    var sent = named.send(Map.of("channelId", room, "content", "hi", "senderName", "The Boss"));
    // Then
    sent.then()
        .statusCode(201)
        .body("senderName", equalTo("Dee Jay"))
        .body("senderAvatar", equalTo("https://example.com/d.png"));
  }

  @Test
  @DisplayName("R151 a server with the app's secret is believed who the sender is")
  void server() {
    // When
    var sent = signed(Signed.server(), body("cy"));
    // Then
    sent.then().statusCode(201).body("senderId", equalTo("cy")).body("senderName", equalTo("cy"));
    Signed.server()
        .get(PATH, Map.of("channelId", room))
        .get(PATH)
        .then()
        .statusCode(200)
        .body("messages[0].senderId", equalTo("cy"));
  }

  @Test
  @DisplayName("R151 a server has to say who the sender is")
  void serverWithoutSender() {
    // When
    var sent = signed(Signed.server(), "{\"channelId\":\"%s\",\"content\":\"hi\"}".formatted(room));
    // Then
    sent.then()
        .statusCode(400)
        .body("code", equalTo("invalid-field"))
        .body("detail", containsString("senderId"));
  }

  @Test
  @DisplayName("R40 each broken signature says what to change, and never the right one")
  void brokenSignatures() {
    // When
    var wrongSecret = signed(new Signed("app-key", "guessed"), body("cy"));
    var unknownKey = signed(new Signed("no-key", "app-secret"), body("cy"));
    var otherBody = Signed.server().post(PATH, body("cy")).body(body("bo")).post(PATH);
    var stale = changed(Map.of("auth_timestamp", "1353088179"));
    // Then
    wrongSecret.then().statusCode(401).body("code", equalTo("wrong-signature"));
    unknownKey.then().statusCode(401).body("code", equalTo("unknown-key"));
    otherBody.then().statusCode(401).body("code", equalTo("wrong-body-md5"));
    stale.then().statusCode(401).body("code", equalTo("stale-timestamp"));
    wrongSecret.then().body("detail", not(containsString("app-secret")));
  }

  @Test
  @DisplayName("R148 two apps with the same names share nothing")
  void twoApps() {
    // Given
    Chat.as("ana").send(room, "of the first app", "c-1").then().statusCode(201);
    var other = SecondApp.user("ana");
    // When
    var before = other.page(room);
    var sent = other.send(room, "of the second app", "c-1");
    // Then
    before.then().statusCode(200).body("messages", empty());
    sent.then().statusCode(201).body("sequence", equalTo(1));
    Chat.as("ana").page(room).then().body("messages.content", equalTo(List.of("of the first app")));
  }

  @Test
  @DisplayName(
      "R148 a member of a room in one app is a stranger to the room of that name in another")
  void roomsOfTwoApps() {
    // Given
    var closed = Chat.newRoom();
    Chat.as("ana").send(closed, "mine").then().statusCode(201);
    // When
    var answer = SecondApp.user("ana").page(closed);
    // Then
    answer.then().statusCode(403);
  }

  @Test
  @DisplayName("R11 a paused app is refused")
  void paused() {
    // When
    var sent = signed(SecondApp.PAUSED, body("cy"));
    // Then
    sent.then().statusCode(403).body("code", equalTo("app-paused"));
  }

  private Response changed(Map<String, String> parameters) {
    RequestSpecification request = Signed.server().post(PATH, body("cy"));
    parameters.forEach((name, value) -> {
      ((FilterableRequestSpecification) request).removeQueryParam(name);
      request.queryParam(name, value);
    });
    return request.post(PATH);
  }

  private static Response signed(Signed server, String body) {
    return server.post(PATH, body).post(PATH);
  }

  private String body(String sender) {
    return "{\"channelId\":\"%s\",\"content\":\"hi\",\"senderId\":\"%s\"}".formatted(room, sender);
  }
}
