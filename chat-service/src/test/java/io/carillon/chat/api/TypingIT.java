package io.carillon.chat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.carillon.chat.Chat;
import io.carillon.chat.EventLog;
import io.carillon.chat.Signed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TypingIT {

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();
  private final String channel = "presence-" + room;

  @Test
  @DisplayName("R69 the others hear of typing, the typist's socket does not")
  void typing() {
    // When
    var answer =
        ana.request()
            .header("X-Socket-ID", "123.456")
            .body(Map.of("channelId", room, "userName", "Ana B."))
            .post("/api/messages/typing");
    // Then
    answer.then().statusCode(202).body(emptyString());
    var event = EventLog.on(channel, 1).getFirst();
    assertThat(event.event()).isEqualTo("user-typing");
    assertThat(event.excludedSocket()).isEqualTo("123.456");
    assertThat(EventLog.data(event).get("userId").asText()).isEqualTo("ana");
    assertThat(EventLog.data(event).get("isTyping").asBoolean()).isTrue();
    assertThat(EventLog.data(event).get("expiresInMs").asLong()).isEqualTo(2000);
  }

  @Test
  @DisplayName("R69 typing is never stored, and takes no sequence from the messages")
  void neverStored() {
    // Given
    type(Map.of("channelId", room));
    type(Map.of("channelId", room, "isTyping", false));
    // When
    var sent = ana.send(room, "hello");
    // Then
    sent.then().statusCode(201).body("sequence", equalTo(1));
    assertThat(ana.page(room).jsonPath().getList("messages")).hasSize(1);
    assertThat(EventLog.on(channel, 3))
        .filteredOn(event -> event.event().equals("user-typing"))
        .allSatisfy(event -> assertThat(event.source()).isNull())
        .extracting(event -> EventLog.data(event).get("isTyping").asBoolean())
        .containsExactly(true, false);
  }

  @Test
  @DisplayName("R90 a stranger cannot show as typing in a room")
  void stranger() {
    // Given
    var closed = Chat.newRoom();
    ana.send(closed, "mine");
    // When
    var answer =
        Chat.as("bo").request().body(Map.of("channelId", closed)).post("/api/messages/typing");
    // Then
    answer.then().statusCode(403).body("code", equalTo("not-a-member"));
    type(Map.of("channelId", closed)).then().statusCode(202);
    assertThat(EventLog.on("private-" + closed, 2))
        .extracting(event -> event.event())
        .containsExactlyInAnyOrder("new-message", "user-typing");
  }

  @Test
  @DisplayName("R151 a server says who types")
  void server() {
    // Given
    var body = "{\"channelId\":\"%s\",\"userId\":\"cy\",\"userName\":\"Cy\"}".formatted(room);
    var path = "/api/messages/typing";
    // When
    var answer = Signed.server().post(path, body).post(path);
    // Then
    answer.then().statusCode(202);
    var data = EventLog.data(EventLog.on(channel, 1).getFirst());
    assertThat(data.get("userId").asText()).isEqualTo("cy");
    assertThat(data.get("userName").asText()).isEqualTo("Cy");
  }

  private Response type(Map<String, Object> body) {
    return ana.request().body(body).post("/api/messages/typing");
  }
}
