package io.carillon.gateway.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of docs/pusher-protocol.md section 10, one request at a time.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class FallbackIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName(
      "R31 a stream says `o`, then the welcome, and goes on; nothing on the way may keep it")
  void streamOpens() throws InterruptedException {
    // Given
    FallbackClient client = FallbackClient.at(port);
    // When
    try (FallbackClient.Stream stream = client.stream()) {
      // Then
      assertThat(stream.response.statusCode()).isEqualTo(200);
      assertThat(header(stream.response, "content-type"))
          .isEqualTo("application/javascript; charset=UTF-8");
      assertThat(header(stream.response, "access-control-allow-origin")).isEqualTo("*");
      assertThat(header(stream.response, "cache-control")).contains("no-store");
      assertThat(header(stream.response, "x-accel-buffering")).isEqualTo("no");
      assertThat(stream.next()).isEqualTo("o");
      assertThat(eventOf(stream.next())).isEqualTo("pusher:connection_established");
      assertThat(client.sendFrame("{\"event\":\"pusher:ping\",\"data\":{}}").statusCode())
          .isEqualTo(204);
      assertThat(eventOf(stream.next())).isEqualTo("pusher:pong");
    }
  }

  @Test
  @DisplayName("R31 the first poll is answered with `o` at once, the next with the welcome")
  void pollOpens() {
    // Given
    FallbackClient client = FallbackClient.at(port);
    // When
    HttpResponse<String> first = client.poll();
    HttpResponse<String> second = client.poll();
    // Then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(header(first, "content-type")).isEqualTo("application/javascript; charset=UTF-8");
    assertThat(first.body()).isEqualTo("o\n");
    assertThat(second.body()).endsWith("\n");
    assertThat(eventOf(second.body())).isEqualTo("pusher:connection_established");
  }

  @Test
  @DisplayName("R31 frames wait while nobody receives, and the next poll gets all in order")
  void framesWait() {
    // Given
    FallbackClient client = opened();
    // When
    for (int i = 0; i < 5; i++) {
      client.sendFrame("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"n-" + i + "\"}}");
    }
    List<JsonNode> frames = FallbackClient.frames(client.poll().body());
    // Then
    assertThat(frames).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(frames.get(i).get("data").get("message").asText()).contains("channel n-" + i);
    }
  }

  @Test
  @DisplayName("R31 several messages may be sent at once, and are taken in order")
  void severalMessages() {
    // Given
    FallbackClient client = opened();
    String subscribe = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"two-at-once\"}}";
    // When
    int status = client.send(RawSocket.json(List.of(subscribe, subscribe))).statusCode();
    // Then
    assertThat(status).isEqualTo(204);
    List<JsonNode> frames = FallbackClient.frames(client.poll().body());
    assertThat(frames.get(0).get("event").asText())
        .isEqualTo("pusher_internal:subscription_succeeded");
    assertThat(frames.get(1).get("data").get("message").asText()).contains("Existing subscription");
  }

  @Test
  @DisplayName("R31 what is sent into an unknown session, or one of another app's key, is a 404")
  void unknownSession() {
    // Given
    String session = FallbackClient.newSession();
    var mine = new FallbackClient(port, "/pusher/app/app-key", session, FallbackClient.QUERY);
    var others = new FallbackClient(port, "/pusher/app/other-key", session, FallbackClient.QUERY);
    mine.poll();
    // When
    HttpResponse<String> refused = others.send("[]");
    HttpResponse<String> unknown = FallbackClient.at(port).send("[]");
    // Then
    assertThat(mine.send("[]").statusCode()).isEqualTo(204);
    for (HttpResponse<String> each : List.of(refused, unknown)) {
      assertThat(each.statusCode()).isEqualTo(404);
      assertThat(FallbackClient.json(each.body()).get("code").asText())
          .isEqualTo("unknown-session");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"{}\"", "[1]", "[\"{}\"", "nonsense", " "})
  @DisplayName("R31 R150 a body that is no array of strings is a 400, and the session stays")
  void brokenBody(String body) {
    // Given
    FallbackClient client = opened();
    // When
    HttpResponse<String> answer = client.send(body);
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(FallbackClient.json(answer.body()).get("code").asText())
        .isEqualTo("invalid-messages");
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(client.send("[]").statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("R31 R35 a body above a message's limit is a 413, and the receiver is told 1009")
  void tooLarge() {
    // Given
    FallbackClient client = opened();
    // When
    HttpResponse<String> answer = client.sendFrame("x".repeat(102_400));
    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(client.poll().body()).startsWith("c[1009,");
    assertThat(client.send("[]").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "R31 R16 the heartbeat of a polling client is answered with `h`, even between two polls")
  void pollingHeartbeat() {
    // Given
    FallbackClient client = opened();
    // When
    var waiting = client.polling();
    client.send("[]");
    String answer = waiting.join().body();
    client.send("[]");
    // Then
    assertThat(answer).isEqualTo("h\n");
    assertThat(client.poll().body()).isEqualTo("h\n");
  }

  @Test
  @DisplayName("R31 R16 the heartbeat of a streaming client is answered, its own answer is not")
  void streamingHeartbeat() throws InterruptedException {
    // Given
    FallbackClient client = FallbackClient.at(port);
    try (FallbackClient.Stream stream = client.stream()) {
      stream.next();
      stream.next();
      // When: a heartbeat, what the stock client makes of the answer, and a mark behind it
      client.send("[]");
      String answer = stream.next();
      client.send("[]");
      client.sendFrame("{\"event\":\"pusher:ping\",\"data\":{}}");
      // Then
      assertThat(answer).isEqualTo("h");
      assertThat(eventOf(stream.next())).isEqualTo("pusher:pong");
      client.send("[]");
      assertThat(stream.next()).isEqualTo("h");
    }
  }

  @Test
  @DisplayName("R31 a second receiver of a session takes the place of the first, which ends")
  void secondReceiver() throws InterruptedException {
    // Given
    FallbackClient client = FallbackClient.at(port);
    try (FallbackClient.Stream first = client.stream()) {
      first.next();
      first.next();
      // When
      try (FallbackClient.Stream second = client.stream()) {
        // Then
        assertThat(first.next()).startsWith("c[2010,");
        assertThat(first.next()).isEqualTo(FallbackClient.END);
        client.sendFrame("{\"event\":\"pusher:ping\",\"data\":{}}");
        assertThat(eventOf(second.next())).isEqualTo("pusher:pong");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-key,?protocol=7,4001",
    "app-key,'',4008",
    "app-key,?protocol=3,4007",
    "app-key,?protocol=8,4007"
  })
  @DisplayName("R31 R18 a refusal is `o`, the error and the close, in one answer and for good")
  void refusals(String key, String query, int code) throws InterruptedException {
    // Given
    var client = new FallbackClient(port, "/pusher/app/" + key, FallbackClient.newSession(), query);
    // When
    List<String> polled = client.poll().body().lines().toList();
    // Then
    assertThat(polled).hasSize(3);
    assertThat(polled.get(0)).isEqualTo("o");
    assertThat(eventOf(polled.get(1))).isEqualTo("pusher:error");
    assertThat(polled.get(2)).startsWith("c[" + code + ",");
    try (FallbackClient.Stream stream = client.stream()) {
      assertThat(List.of(stream.next(), stream.next(), stream.next())).isEqualTo(polled);
      assertThat(stream.next()).isEqualTo(FallbackClient.END);
    }
    assertThat(client.send("[]").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xhr", "xhr_streaming", "xhr_send"})
  @DisplayName("R31 browsers are told that they may ask, with JSON's content type")
  void preflight(String kind) {
    // When
    HttpResponse<String> answer = FallbackClient.at(port).ask("OPTIONS", kind + "?t=1&n=2");
    // Then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(answer, "access-control-allow-methods")).isEqualTo("POST, OPTIONS");
    assertThat(header(answer, "access-control-allow-headers")).isEqualTo("content-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  @DisplayName("R31 R150 another method is a 405 that says which there are")
  void otherMethods(String method) {
    // When
    HttpResponse<String> answer = FallbackClient.at(port).ask(method, "xhr?protocol=7");
    // Then
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "allow")).isEqualTo("POST, OPTIONS");
    assertThat(FallbackClient.json(answer.body()).get("code").asText()).isEqualTo("unknown-method");
  }

  @Test
  @DisplayName("R31 R150 HEAD is a 405 too, and names that no client makes up are a 400")
  void badRequests() {
    // Given
    var strange = new FallbackClient(port, "/pusher/app/app-key", "1000/short", "?protocol=7");
    // When
    HttpResponse<String> named = strange.poll();
    HttpResponse<String> headed = FallbackClient.at(port).ask("HEAD", "xhr");
    // Then
    assertThat(headed.statusCode()).isEqualTo(405);
    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(FallbackClient.json(named.body()).get("code").asText()).isEqualTo("invalid-session");
  }

  @Test
  @DisplayName(
      "R31 a stream ends just past what the stock client reads of one, and nothing is lost")
  void rotates() throws InterruptedException {
    // Given
    FallbackClient client = FallbackClient.at(port);
    String channel = "rotating-" + UUID.randomUUID();
    var server = new SigningServer(port);
    int events = 120;
    String data = "ü😀\\\"".repeat(1000); // five characters for seven bytes, and one to escape
    var received = new ArrayList<Integer>();
    var statuses = new ArrayList<Integer>();
    FallbackClient.Stream stream = client.stream();
    int characters = stream.next().length() + stream.next().length() + 2;
    client.sendFrame(
        RawSocket.json(Map.of("event", "pusher:subscribe", "data", Map.of("channel", channel))));
    // When
    for (int i = 0; i < events; i++) {
      var event = Map.of("name", "n-" + i, "channels", List.of(channel), "data", data);
      statuses.add(server.post("/events", RawSocket.json(event)).statusCode());
    }
    // Then
    int streams = 1;
    while (received.size() < events) {
      String line = stream.next();
      if (line.equals(FallbackClient.END)) {
        assertThat(characters).isGreaterThan(256 * 1024);
        stream = client.stream();
        streams++;
        characters = 0;
      } else {
        characters += line.length() + 1;
        collect(line, received);
      }
    }
    stream.close();
    assertThat(statuses).containsOnly(200);
    assertThat(streams).isGreaterThan(1);
    assertThat(received).hasSize(events).isSorted();
  }

  @Test
  @DisplayName("R31 polls that come late get all that waited, in as many answers as it takes")
  void latePolls() {
    // Given: less than a session's queue may hold, and much more than one answer
    FallbackClient client = opened();
    String channel = "late-" + UUID.randomUUID();
    var server = new SigningServer(port);
    int events = 90;
    String data = "\"ü".repeat(2_500); // frames of 10 KB
    client.sendFrame(
        RawSocket.json(Map.of("event", "pusher:subscribe", "data", Map.of("channel", channel))));
    // When: one poll between any two batches is waiting, late or in the middle of them
    var received = new ArrayList<Integer>();
    var waiting = client.polling();
    for (int batch = 0; batch < events / 10; batch++) {
      var each = new ArrayList<Map<String, String>>();
      for (int i = 0; i < 10; i++) {
        each.add(Map.of("name", "n-" + (batch * 10 + i), "channel", channel, "data", data));
      }
      server.post("/batch_events", RawSocket.json(Map.of("batch", each)));
      if (batch % 3 == 2) {
        waiting.join().body().lines().forEach(line -> collect(line, received));
        waiting = client.polling();
      }
    }
    int answers = 0;
    while (received.size() < events) {
      waiting.join().body().lines().forEach(line -> collect(line, received));
      waiting = client.polling();
      answers++;
    }
    // Then
    assertThat(received).hasSize(events).isSorted();
    assertThat(answers).isGreaterThan(1);
  }

  private static void collect(String line, List<Integer> received) {
    for (JsonNode frame : FallbackClient.frames(line)) {
      String event = frame.get("event").asText();
      if (event.startsWith("n-")) {
        received.add(Integer.valueOf(event.substring(2)));
      }
    }
  }

  private FallbackClient opened() {
    FallbackClient client = FallbackClient.at(port);
    client.poll();
    client.poll();
    return client;
  }

  private static String eventOf(String line) {
    List<JsonNode> frames = FallbackClient.frames(line);
    assertThat(frames).hasSize(1);
    return frames.getFirst().get("event").asText();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
