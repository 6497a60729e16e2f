package io.carillon.chat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.carillon.chat.Chat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PageIT {

  private static final int MESSAGES = 25;

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();

  @BeforeEach
  void talk() {
    IntStream.rangeClosed(1, MESSAGES)
        .forEach(i -> ana.send(room, "message " + i).then().statusCode(201));
  }

  @Test
  @DisplayName("R65 opening a conversation loads the latest page, oldest first")
  void latest() {
    // When
    var page = page(Map.of("limit", 10));
    // Then
    assertThat(sequences(page)).containsExactlyElementsOf(range(16, 25));
    assertThat(page.getString("before")).isNotNull();
    assertThat(page.getMap("$")).doesNotContainKey("after");
  }

  @Test
  @DisplayName("R65 R81 older pages until the first; a cursor only where more exists")
  void older() {
    // Given
    var met = new ArrayList<Integer>();
    var page = page(Map.of("limit", 10));
    met.addAll(0, sequences(page));
    // When
    while (page.getString("before") != null) {
      ana.send(room, "meanwhile");
      page = page(Map.of("limit", 10, "before", page.getString("before")));
      met.addAll(0, sequences(page));
    }
    // Then
    assertThat(met).containsExactlyElementsOf(range(1, MESSAGES));
    assertThat(page.getString("after")).isNotNull();
  }

  @Test
  @DisplayName("R81 newer pages until the last")
  void newer() {
    // Given
    var first = page(Map.of("limit", 10, "sinceSequence", 0));
    // When
    var second = page(Map.of("limit", 10, "after", first.getString("after")));
    var third = page(Map.of("limit", 10, "after", second.getString("after")));
    // Then
    assertThat(sequences(first)).containsExactlyElementsOf(range(1, 10));
    assertThat(first.getMap("$")).doesNotContainKey("before");
    assertThat(sequences(second)).containsExactlyElementsOf(range(11, 20));
    assertThat(sequences(third)).containsExactlyElementsOf(range(21, 25));
    assertThat(third.getMap("$")).containsKey("before").doesNotContainKey("after");
  }

  @Test
  @DisplayName("R81 around a message")
  void around() {
    // Given
    var all = page(Map.of("limit", 200));
    String twelfth = all.getString("messages[11].id");
    // When
    var page = page(Map.of("limit", 5, "around", twelfth));
    // Then
    assertThat(sequences(page)).containsExactlyElementsOf(range(10, 14));
    assertThat(page.getMap("$")).containsKeys("before", "after");
  }

  @Test
  @DisplayName("R81 subscribe, read, merge: what came since a sequence")
  void sinceSequence() {
    // When
    var page = page(Map.of("sinceSequence", 23));
    // Then
    assertThat(sequences(page)).containsExactly(24, 25);
    ana.page(room, Map.of("sinceSequence", 25))
        .then()
        .statusCode(200)
        .body("messages", empty())
        .body("$", not(hasKey("after")))
        .body("$", hasKey("before"));
  }

  @Test
  void messageOfAnotherConversation() {
    // Given
    var elsewhere = ana.send(Chat.newWorkspace(), "x").jsonPath().getString("id");
    // When
    var answer = ana.page(room, Map.of("around", elsewhere));
    // Then
    answer.then().statusCode(404).body("code", equalTo("unknown-message"));
  }

  @Test
  @DisplayName("R81 a cursor of another conversation is refused")
  void foreignCursor() {
    // Given
    var cursor = page(Map.of("limit", 10)).getString("before");
    // When
    var answer = ana.page(Chat.newWorkspace(), Map.of("before", cursor));
    // Then
    answer.then().statusCode(400).body("code", equalTo("invalid-parameter"));
  }

  private JsonPath page(Map<String, Object> query) {
    var answer = ana.page(room, query);
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  private static List<Integer> sequences(JsonPath page) {
    return page.getList("messages.sequence", Integer.class);
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }
}
