package io.carillon.chat.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.carillon.chat.Chat;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputIT {

  private static final String PATH = "/api/messages";

  @TestHTTPResource
  @SuppressWarnings("NullAway.Init") // set by the test framework
  URI service;

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();

  @AfterEach
  void nothingWasStored() {
    assertThat(ana.page(room).jsonPath().getList("messages")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("R150 what is not a JSON object is a 400 that says where it stops being one")
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"channelId\":",
        "[]",
        "null",
        "7",
        "{\"content\":\"a\",\"content\":\"b\"}",
        "{} {}",
        "{\"a\":NaN}",
        "[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]",
      })
  void notJson(String body) {
    refused(post(body), 400, "not-json");
  }

  @Test
  @DisplayName("R93 a body that is not UTF-8 is refused")
  void notUtf8() {
    // Given
    var body = "{\"channelId\":\"%s\",\"content\":\"é\"}".formatted(room);
    // When
    var answer = ana.request().body(body.getBytes(StandardCharsets.ISO_8859_1)).post(PATH);
    // Then
    refused(answer, 400, "not-json");
  }

  @ParameterizedTest
  @DisplayName("R150 a wrong field is refused with its path and what to send")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"content\":7`, content",
        "`\"content\":{}`, content",
        "`\"content\":true`, content",
        "`\"content\":null`, content",
        "`\"content\":\"\"`, content",
        "`\"content\":\"  \\n\"`, content",
        "`\"content\":\"a\\u0000b\"`, content",
        "`\"content\":\"a\\u001bb\"`, content",
        "`\"content\":\"a\\rb\"`, content",
        "`\"content\":\"\\ud800\"`, content",
        "`\"content\":\"x\",\"senderName\":7`, senderName",
        "`\"content\":\"x\",\"senderName\":\"a\\nb\"`, senderName",
        "`\"content\":\"x\",\"senderAvatar\":\"javascript:alert(1)\"`, senderAvatar",
        "`\"content\":\"x\",\"clientMessageId\":[]`, clientMessageId",
        "`\"content\":\"x\",\"replyTo\":\"7\"`, replyTo",
        "`\"content\":\"x\",\"attachments\":{}`, attachments",
        "`\"content\":\"x\",\"attachments\":[7]`, attachments[0]",
        "`\"content\":\"x\",\"attachments\":[{\"name\":\"a\"}]`, attachments[0].url",
        "`\"content\":\"x\",\"attachments\":[{\"url\":\"data:x\",\"name\":\"a\"}]`, attachments[0].url",
        "`\"content\":\"x\",\"attachments\":[{\"url\":\"/a\",\"name\":\"a\",\"size\":1.5}]`, attachments[0].size",
      })
  void wrongField(String fields, String path) {
    // When
    var answer = post("{\"channelId\":\"%s\",%s}".formatted(room, fields));
    // Then
    refused(answer, 400, "invalid-field").body("detail", containsString(path + ":"));
  }

  @ParameterizedTest
  @DisplayName("R150 a channelId that can be no channel's is refused")
  @ValueSource(
      strings = {"\"a b\"", "\"a/b\"", "7", "null", "\"\"", "\"user-bo\"", "\"encrypted-x\""})
  void wrongConversation(String channelId) {
    // When
    var answer = post("{\"channelId\":%s,\"content\":\"x\"}".formatted(channelId));
    // Then
    refused(answer, 400, "invalid-field").body("detail", containsString("channelId"));
  }

  @Test
  @DisplayName("R93 content has a bound, and says which")
  void tooLong() {
    // When
    var answer = ana.send(room, "x".repeat(10_001));
    // Then
    refused(answer, 400, "invalid-field").body("detail", containsString("10000"));
  }

  @ParameterizedTest
  @DisplayName("R150 an oversize body is a 413 that the client gets to hear")
  @ValueSource(ints = {66_000, 5_000_000})
  void oversize(int bytes) {
    // When
    var answer = ana.send(room, "x".repeat(bytes));
    // Then
    refused(answer, 413, "too-large").body("detail", containsString("65536"));
  }

  @Test
  @DisplayName("R150 an oversize body that announces no length is a 413")
  void oversizeUnannounced() throws IOException, InterruptedException {
    // When
    var answer = stream(200_000);
    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("too-large");
  }

  @Test
  @DisplayName("R153 a body without end is cut off, and only its own connection with it")
  void endless() {
    // When
    var cut = catchThrowable(() -> assertThat(stream(50_000_000).statusCode()).isEqualTo(413));
    // Then
    if (cut != null) {
      assertThat(cut).isInstanceOf(IOException.class);
    }
    ana.page(room).then().statusCode(200);
  }

  private HttpResponse<String> stream(int bytes) throws IOException, InterruptedException {
    var content = "x".repeat(bytes);
    var body = "{\"channelId\":\"%s\",\"content\":\"%s\"}".formatted(room, content).getBytes(UTF_8);
    var request =
        HttpRequest.newBuilder(service.resolve(PATH))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + ana.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @DisplayName("R81 a wrong query parameter is refused with its name and what to send")
  @CsvSource({
    "limit,0",
    "limit,-1",
    "limit,201",
    "limit,ten",
    "before,rubbish",
    "after,''",
    "around,7",
    "sinceSequence,-1",
    "sinceSequence,x",
  })
  void wrongParameter(String name, String value) {
    // When
    var answer = ana.page(room, Map.of(name, value));
    // Then
    refused(answer, 400, "invalid-parameter").body("detail", containsString(name + ":"));
  }

  @Test
  void twoPlaces() {
    // When
    var answer = ana.page(room, Map.of("sinceSequence", 1, "after", "x"));
    // Then
    refused(answer, 400, "invalid-parameter");
  }

  @Test
  @DisplayName("R150 a query that is wrongly encoded is a 400")
  void wronglyEncodedQuery() throws IOException {
    // Given
    var request =
        "GET /api/messages?channelId=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    // When
    String answer;
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
    // Then
    assertThat(answer).startsWith("HTTP/1.1 400"); // the server's own: it cannot route it
    ana.page(room).then().statusCode(200);
  }

  @Test
  void withoutConversation() {
    refused(ana.request().get(PATH), 400, "invalid-parameter")
        .body("detail", containsString("channelId"));
  }

  @Test
  @DisplayName("R44 what the framework refuses is a problem document too")
  void framework() {
    refused(ana.request().get("/api/nothing"), 404, "not-found");
    refused(ana.request().delete(PATH), 405, "method-not-allowed");
    refused(
        given().auth().oauth2(ana.token()).contentType("text/plain").body("{}").post(PATH),
        415,
        "unsupported-media-type");
  }

  @ParameterizedTest
  @DisplayName("R150 a wrong sign of typing is refused")
  @ValueSource(strings = {"{}", "{\"channelId\":\"workspace-x\",\"isTyping\":\"yes\"}", "x"})
  void typing(String body) {
    // When
    var answer = ana.request().body(body).post(PATH + "/typing");
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
  }

  @Test
  void wrongSocketId() {
    // When
    var answer =
        ana.request()
            .header("X-Socket-ID", "mine")
            .body(Map.of("channelId", room))
            .post(PATH + "/typing");
    // Then
    refused(answer, 400, "invalid-parameter");
  }

  @Test
  @DisplayName("R44 a request id that the caller gives is kept; an odd one is not repeated")
  void requestId() {
    ana.request()
        .header("X-Request-ID", "abc-1")
        .body("x")
        .post(PATH)
        .then()
        .body("requestId", equalTo("abc-1"));
    var odd = ana.request().header("X-Request-ID", "<script>").body("x").post(PATH);
    assertThat(odd.asString()).doesNotContain("script");
  }

  private Response post(String body) {
    return ana.request().body(body).post(PATH);
  }

  private static ValidatableResponse refused(Response answer, int status, String code) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("title", notNullValue())
        .body("detail", notNullValue())
        .body("requestId", notNullValue());
  }
}
