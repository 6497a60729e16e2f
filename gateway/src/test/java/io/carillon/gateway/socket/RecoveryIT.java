package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class RecoveryIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName("R57 who announces it is told positions; a stock client beside it sees nothing more")
  void positions() throws InterruptedException {
    // Given
    try (var stock = RawSocket.live(port);
        var resuming = Resuming.open(port)) {
      stock.subscribe("places");
      stock.subscribed("places");
      Resuming.subscribed(resuming, "places");
      // When
      Resuming.publish(server, "places", 1, 1);
      JsonNode plain = stock.socket().next("e");
      JsonNode placed = resuming.socket().next("e");
      // Then
      assertThat(plain.fieldNames()).toIterable().containsExactly("event", "channel", "data");
      assertThat(placed.fieldNames())
          .toIterable()
          .containsExactly("event", "channel", "data", "position");
      assertThat(Resuming.position(placed)).matches("[A-Za-z0-9_-]{1,64}");
    }
  }

  @Test
  @DisplayName("R58 what was missed comes in order and once, then what follows")
  void missed() throws InterruptedException {
    // Given
    String position;
    try (var before = Resuming.open(port)) {
      Resuming.subscribed(before, "missed");
      Resuming.publish(server, "missed", 1, 3);
      before.socket().next("e");
      position = Resuming.position(before.socket().next("e"));
    }
    Resuming.publish(server, "missed", 4, 40);
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "missed", position);
      JsonNode confirmed = back.subscribed("missed");
      Resuming.publish(server, "missed", 41, 45);
      // Then
      assertThat(confirmed.get("recovered").asBoolean()).isTrue();
      assertThat(Resuming.position(confirmed)).isEqualTo(position);
      assertThat(Resuming.events(back, 43)).isEqualTo(Resuming.numbers(3, 45));
      assertThat(back.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R58 while somebody publishes all the time there is neither gap nor repeat")
  void underLoad() throws Exception {
    // Given
    String position = Resuming.cutOff(port, "busy");
    var publishing = Thread.ofVirtual().start(() -> Resuming.publish(server, "busy", 1, 2_000));
    var got = new ArrayList<String>();
    // When: it comes back over and over
    while (got.size() < 2_000) {
      try (var back = Resuming.open(port)) {
        Resuming.resume(back, "busy", position);
        boolean recovered = back.subscribed("busy").get("recovered").asBoolean();
        assertThat(recovered).isTrue();
        int wanted = Math.min(got.size() + 97, 2_000);
        while (got.size() < wanted) {
          JsonNode frame = back.socket().next("e");
          got.add(frame.get("data").asText());
          position = Resuming.position(frame);
        }
      }
    }
    publishing.join();
    // Then
    assertThat(got).isEqualTo(Resuming.numbers(1, 2_000));
  }

  @Test
  @DisplayName("R60 it works when nothing had come before the line was cut, several times")
  void beforeAnyEvent() throws InterruptedException {
    // Given
    String position = Resuming.cutOff(port, "quiet");
    try (var cutAgain = Resuming.open(port)) {
      Resuming.resume(cutAgain, "quiet", position);
      position = Resuming.position(cutAgain.subscribed("quiet"));
    }
    Resuming.publish(server, "quiet", 1, 2);
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "quiet", position);
      // Then
      assertThat(back.subscribed("quiet").get("recovered").asBoolean()).isTrue();
      assertThat(Resuming.events(back, 2)).containsExactly("1", "2");
    }
  }

  @Test
  @DisplayName("R58 more than a socket takes at once comes whole and in order")
  void much() throws InterruptedException {
    // Given
    String position = Resuming.cutOff(port, "much");
    var data = new ArrayList<String>();
    for (int i = 0; i < 400; i++) {
      data.add(i + "x".repeat(9_000));
    }
    Resuming.publish(server, "much", data);
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "much", position);
      back.subscribed("much");
      // Then
      assertThat(Resuming.events(back, 400)).isEqualTo(data);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  @DisplayName("R58 where continuity cannot be proven it is said, and live events follow")
  void notProven(String position) throws InterruptedException {
    // Given
    String channel = "unproven-" + position.length();
    Resuming.publish(server, channel, 1, 1);
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, channel, position);
      JsonNode confirmed = back.subscribed(channel);
      Resuming.publish(server, channel, 2, 2);
      // Then
      assertThat(confirmed.get("recovered").asBoolean()).isFalse();
      assertThat(Resuming.position(confirmed)).isNotEmpty();
      assertThat(Resuming.events(back, 1)).containsExactly("2");
    }
  }

  @Test
  @DisplayName("R58 its own events, which excluded one of its sockets, do not come back to it")
  void ownEvents() throws InterruptedException {
    // Given
    String position;
    String socket;
    try (var before = Resuming.open(port)) {
      position = Resuming.subscribed(before, "own");
      socket = before.id().value();
    }
    server.post(
        "/events",
        RawSocket.json(Map.of("name", "e", "channel", "own", "data", "mine", "socket_id", socket)));
    Resuming.publish(server, "own", 1, 1);
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "own", position, "1.1", socket);
      back.subscribed("own");
      // Then
      assertThat(Resuming.events(back, 1)).containsExactly("1");
    }
  }

  @Test
  @DisplayName("R60 on a presence channel the roster comes first, then what was missed")
  void presence() throws InterruptedException {
    // Given
    String ana = "{\"user_id\":\"ana\"}";
    String position;
    try (var before = Resuming.open(port)) {
      before.join("presence-back", ana);
      position = Resuming.position(before.subscribed("presence-back"));
    }
    Resuming.publish(server, "presence-back", 1, 2);
    try (var back = Resuming.open(port)) {
      // When
      back.join("presence-back", ana, Map.of("resume", Map.of("position", position)));
      JsonNode confirmed = back.subscribed("presence-back");
      // Then
      assertThat(confirmed.get("recovered").asBoolean()).isTrue();
      assertThat(RawSocket.dataOf(confirmed).at("/presence/count").asInt()).isEqualTo(1);
      assertThat(Resuming.events(back, 2)).containsExactly("1", "2");
    }
  }

  @Test
  @DisplayName(
      "R49 on a cache channel who comes back gets what it missed, not the last event again")
  void cached() throws InterruptedException {
    // Given
    Resuming.publish(server, "cache-back", 1, 1);
    String position;
    JsonNode given;
    try (var before = Resuming.open(port)) {
      position = Resuming.subscribed(before, "cache-back");
      given = before.socket().next("e");
    }
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "cache-back", position);
      back.subscribed("cache-back");
      Resuming.publish(server, "cache-back", 2, 2);
      // Then
      assertThat(given.has("position")).isFalse();
      assertThat(Resuming.events(back, 1)).containsExactly("2");
    }
  }

  @Test
  @DisplayName("R61 a first subscription may ask for the last events of its channel")
  void last() throws InterruptedException {
    // Given
    Resuming.publish(server, "past", 1, 9);
    try (var stock = RawSocket.live(port)) {
      // When
      stock.subscribe("past", Map.of("history", Map.of("last", 3)));
      JsonNode confirmed = stock.subscribed("past");
      Resuming.publish(server, "past", 10, 10);
      // Then
      assertThat(confirmed.get("history").asBoolean()).isTrue();
      assertThat(Resuming.events(stock, 4)).isEqualTo(Resuming.numbers(7, 10));
    }
  }

  @Test
  @DisplayName("R61 when there are not as many it says so, and gives those that there are")
  void notAsMany() throws InterruptedException {
    // Given
    Resuming.publish(server, "short-past", 1, 2);
    try (var stock = RawSocket.live(port)) {
      // When
      stock.subscribe("short-past", Map.of("history", Map.of("last", 3)));
      // Then
      assertThat(stock.subscribed("short-past").get("history").asBoolean()).isFalse();
      assertThat(Resuming.events(stock, 2)).containsExactly("1", "2");
    }
  }

  @Test
  @DisplayName("R61 or for those since a time")
  void since() throws InterruptedException {
    // Given
    long start = System.currentTimeMillis() - 60_000;
    Resuming.publish(server, "past-since", 1, 3);
    try (var early = Resuming.open(port);
        var late = Resuming.open(port)) {
      // When
      early.subscribe("past-since", Map.of("history", Map.of("since", start)));
      late.subscribe("past-since", Map.of("history", Map.of("since", start + 3_600_000)));
      // Then
      assertThat(early.subscribed("past-since").get("history").asBoolean()).isTrue();
      assertThat(Resuming.events(early, 3)).containsExactly("1", "2", "3");
      assertThat(late.subscribed("past-since").get("history").asBoolean()).isTrue();
      assertThat(late.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R150 a request for the past that has no form is refused with what to change")
  void unformed() throws InterruptedException {
    // Given
    var wrong =
        List.of(
            Map.of("resume", Map.of("position", 7)),
            Map.of("resume", "here"),
            Map.of("resume", Map.of("position", "A", "sockets", Collections.nCopies(21, "1.1"))),
            Map.of("history", Map.of()),
            Map.of("history", Map.of("last", 0)),
            Map.of("history", Map.of("last", 1.5)),
            Map.of("history", Map.of("last", 1, "since", 1)));
    try (var live = Resuming.open(port)) {
      for (var each : wrong) {
        // When
        live.subscribe("unformed", each);
        // Then
        assertThat(live.socket().next("pusher:error").at("/data/message").asText()).isNotEmpty();
      }
    }
  }
}
