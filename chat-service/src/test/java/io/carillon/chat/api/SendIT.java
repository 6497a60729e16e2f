package io.carillon.chat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.carillon.chat.Chat;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SendIT {

  @Test
  @DisplayName("R64 R66 the sender gets the stored message, and history has the same")
  void stored() {
    // Given
    var ana = Chat.as("ana");
    var room = Chat.newWorkspace();
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
}
