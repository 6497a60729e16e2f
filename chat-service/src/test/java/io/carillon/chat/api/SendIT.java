package io.carillon.chat.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.carillon.chat.Chat;
import io.carillon.chat.Concurrently;
import io.carillon.chat.EventLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SendIT {

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();
  private final String channel = "presence-" + room;

  @Test
  @DisplayName("R64 R66 the sender gets the stored message, and history has the same")
  void stored() {
    // When
    var sent = ana.send(room, "Good morning — ✓ 😀\n\tall");
    // Then
    sent.then()
        .statusCode(201)
        .contentType("application/json")
        .body("content", equalTo("Good morning — ✓ 😀\n\tall"))
        .body("senderId", equalTo("ana"))
        .body("channelId", equalTo(room))
        .body("sequence", equalTo(1))
        .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
        .body("$", not(hasKey("senderAvatar")))
        .body("$", not(hasKey("clientMessageId")));
    Map<String, Object> message = sent.jsonPath().getMap("$");
    assertThat(ana.page(room).jsonPath().<Map<String, Object>>getList("messages"))
        .containsExactly(message);
  }

  @Test
  @DisplayName("R64 R80 the event on the conversation's channel is the very answer")
  void told() {
    // When
    var answer = ana.send(room, "hello").asString();
    // Then
    var event = EventLog.on(channel, 1).getFirst();
    assertThat(event.event()).isEqualTo("new-message");
    assertThat(event.text()).isEqualTo(answer);
    assertThat(event.source()).isNotNull();
  }

  @Test
  @DisplayName("R66 all that may be said of a message comes back")
  void complete() {
    // Given
    var first = ana.send(room, "first").jsonPath().getString("id");
    // When
    var sent =
        ana.send(
            Map.of(
                "channelId", room,
                "content", "second",
                "senderName", "Ana B.",
                "senderAvatar", "https://example.com/ana.png",
                "clientMessageId", "c-1",
                "replyTo", first,
                "attachments", List.of(Map.of("url", "/files/1", "name", "plan.pdf", "size", 7))));
    // Then
    sent.then()
        .statusCode(201)
        .body("senderAvatar", equalTo("https://example.com/ana.png"))
        .body("clientMessageId", equalTo("c-1"))
        .body("replyTo", equalTo(first))
        .body("attachments[0].url", equalTo("/files/1"))
        .body("attachments[0].size", equalTo(7));
    assertThat(ana.page(room).jsonPath().getMap("messages[1]"))
        .isEqualTo(sent.jsonPath().getMap("$"));
  }

  @Test
  @DisplayName("R78 a repeat gives the first message and tells nobody again")
  void repeated() {
    // Given
    var first = ana.send(room, "hello", "c-1");
    // When
    var second = ana.send(room, "hello", "c-1");
    // Then
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.asString()).isEqualTo(first.asString());
    ana.send(room, "after", "c-2");
    assertThat(EventLog.on(channel, 2)).extracting(EventLog::data).hasSize(2);
  }

  @Test
  @DisplayName("R78 the same client message id with other content is a 409")
  void conflicting() {
    // Given
    ana.send(room, "hello", "c-1");
    // When
    var second = ana.send(room, "good bye", "c-1");
    // Then
    second
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("conflicting-message"));
  }

  @Test
  @DisplayName("R78 another user's client message id is another message")
  void ownIds() {
    // Given
    ana.send(room, "hello", "c-1");
    // When
    var other = Chat.as("bo").send(room, "hi", "c-1");
    // Then
    other.then().statusCode(201).body("sequence", equalTo(2));
  }

  @Test
  @DisplayName("R78 20 concurrent duplicates make one row and one event")
  void concurrentDuplicates() {
    // When
    var answers = Concurrently.times(20, i -> ana.send(room, "hello", "c-1"));
    // Then
    assertThat(answers)
        .extracting(Response::statusCode)
        .containsOnlyOnce(201)
        .containsOnly(200, 201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
    assertThat(ana.page(room).jsonPath().getList("messages")).hasSize(1);
    ana.send(room, "after");
    assertThat(EventLog.on(channel, 2))
        .extracting(event -> EventLog.data(event).get("sequence").asLong())
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("R79 R80 50 concurrent senders: dense sequence, each told once, in that order")
  void concurrentSenders() {
    // When
    var answers = Concurrently.times(50, i -> Chat.as("user-" + i % 5).send(room, "message " + i));
    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers)
        .extracting(answer -> answer.jsonPath().getLong("sequence"))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    var events = EventLog.on(channel, 50);
    assertThat(events)
        .extracting(event -> EventLog.data(event).get("sequence").asLong())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(ana.page(room, Map.of("limit", 200)).jsonPath().getList("messages.sequence"))
        .hasSize(50)
        .isSorted();
  }

  @Test
  @DisplayName("R80 other services hear of the message")
  void domainEvent() {
    // When
    ana.send(room, "hello");
    // Then
    EventLog.on(channel, 1);
    assertThat(EventLog.recordsOf("carillon.chat.events", "app-id/" + room, 1))
        .allSatisfy(record ->
            assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8))
                .isEqualTo("io.carillon.chat.message-sent"));
  }

  @Test
  @DisplayName("R90 the first message founds a room; a stranger's is refused")
  void members() {
    // Given
    var closed = Chat.newRoom();
    ana.send(closed, "mine").then().statusCode(201);
    // When
    var strangers = Chat.as("bo").send(closed, "hi");
    // Then
    strangers.then().statusCode(403).body("code", equalTo("not-a-member"));
    assertThat(EventLog.on("private-" + closed, 1)).hasSize(1);
  }

  @Test
  @DisplayName("R90 a token that lists workspaces reaches no other")
  void otherWorkspace() {
    // Given
    var elsewhere = Chat.as("cy", Map.of("workspaces", List.of("other")));
    // When
    var sent = elsewhere.send(room, "hi");
    // Then
    sent.then().statusCode(403).body("code", equalTo("not-a-member"));
  }

  @Test
  void answerToAMessageOfAnotherConversation() {
    // Given
    var elsewhere = ana.send(Chat.newWorkspace(), "first").jsonPath().getString("id");
    // When
    var sent = ana.send(Map.of("channelId", room, "content", "yes", "replyTo", elsewhere));
    // Then
    sent.then().statusCode(400).body("code", equalTo("unknown-reply"));
    ana.send(Map.of("channelId", room, "content", "yes", "replyTo", UUID.randomUUID().toString()))
        .then()
        .statusCode(400);
  }
}
