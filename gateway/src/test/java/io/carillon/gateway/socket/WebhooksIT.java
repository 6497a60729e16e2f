package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.gateway.webhook.Receiver;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What an app's server is told of while clients come, speak and go.
@QuarkusTest
@TestProfile(WebhooksIT.ShortTimes.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = ReceivingApps.class, restrictToAnnotatedClass = true)
class WebhooksIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static final class ShortTimes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.webhooks.grace", "1s",
          "carillon.webhooks.retry-first", "50ms",
          "carillon.webhooks.retry-window", "500ms",
          "carillon.cache.ttl", "2s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @SuppressWarnings("NullAway.Init") // given by ReceivingApps
  Receiver receiver;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R46 a presence channel: occupied, added, an event of a client, removed, vacated")
  void presence() throws InterruptedException {
    // Given
    String room = "presence-" + UUID.randomUUID();
    // When
    String socket;
    try (Live ana = RawSocket.live(port)) {
      socket = ana.id().value();
      ana.join(room, "{\"user_id\":\"ana\"}");
      ana.subscribed(room);
      ana.socket()
          .send(
              "{\"event\":\"client-hi\",\"channel\":\"%s\",\"data\":{\"x\":\"ä\"}}"
                  .formatted(room));
      receiver.awaitTold(ReceivingApps.ALL, room, 3);
    }
    // Then
    assertThat(receiver.awaitTold(ReceivingApps.ALL, room, 5))
        .containsExactly(
            "channel_occupied",
            "member_added user_id=\"ana\"",
            "client_event event=\"client-hi\" data=\"{\\\"x\\\":\\\"ä\\\"}\" socket_id=\"%s\" user_id=\"ana\""
                .formatted(socket),
            "member_removed user_id=\"ana\"",
            "channel_vacated");
    assertThat(receiver.allGenuine()).isTrue();
  }

  @Test
  @DisplayName("R34, R46 a channel without members: occupied, counts as they are told, vacated")
  void counts() throws InterruptedException {
    // Given
    String channel = "open-" + UUID.randomUUID();
    // When
    try (Live ana = RawSocket.live(port);
        Live bo = RawSocket.live(port)) {
      ana.subscribe(channel);
      ana.subscribed(channel);
      receiver.awaitTold(ReceivingApps.ALL, channel, 2);
      bo.subscribe(channel);
      bo.subscribed(channel);
      receiver.awaitTold(ReceivingApps.ALL, channel, 3);
    }
    // Then
    await()
        .atMost(RawSocket.PATIENCE)
        .untilAsserted(() ->
            assertThat(receiver.told(ReceivingApps.ALL, channel))
                .endsWith("channel_vacated")
                .startsWith(
                    "channel_occupied",
                    "subscription_count subscription_count=1",
                    "subscription_count subscription_count=2"));
  }

  @Test
  @DisplayName("R48 who is back within the grace time was never gone")
  void returnsInTime() throws InterruptedException {
    // Given
    String room = "presence-" + UUID.randomUUID();
    try (Live ana = RawSocket.live(port)) {
      ana.join(room, "{\"user_id\":\"ana\"}");
      ana.subscribed(room);
      // When
      for (int i = 0; i < 3; i++) {
        ana.send("pusher:unsubscribe", Map.of("channel", room));
        ana.join(room, "{\"user_id\":\"ana\"}");
        ana.subscribed(room);
      }
    }
    // Then
    assertThat(receiver.awaitTold(ReceivingApps.ALL, room, 4))
        .containsExactly(
            "channel_occupied",
            "member_added user_id=\"ana\"",
            "member_removed user_id=\"ana\"",
            "channel_vacated");
  }

  @Test
  @DisplayName("R49 a cached channel that several find empty is told of once per empty period")
  void cacheMiss() throws InterruptedException {
    // Given
    String channel = "cache-" + UUID.randomUUID();
    var server = new SigningServer(port);
    try (Live ana = missing(channel);
        Live bo = missing(channel)) {
      server.post(
          "/events", "{\"name\":\"price\",\"channel\":\"%s\",\"data\":\"1\"}".formatted(channel));
      for (Live each : List.of(ana, bo)) {
        assertThat(each.socket().next("price", channel).get("data").asText()).isEqualTo("1");
      }
      // When
      await().atMost(RawSocket.PATIENCE).until(() -> misses(channel));
      // Then
      await()
          .atMost(RawSocket.PATIENCE)
          .untilAsserted(() ->
              assertThat(receiver.told(ReceivingApps.ALL, channel))
                  .filteredOn(told -> told.equals("cache_miss"))
                  .hasSize(2));
      missing(channel).close();
      barrier();
      assertThat(receiver.told(ReceivingApps.ALL, channel))
          .filteredOn(told -> told.equals("cache_miss"))
          .hasSize(2);
    }
  }

  /// What the log holds up to now was told: other channels, in all partitions, were told of later.
  private void barrier() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      String other = "cache-" + UUID.randomUUID();
      missing(other).close();
      await()
          .atMost(RawSocket.PATIENCE)
          .until(() -> receiver.told(ReceivingApps.ALL, other).contains("cache_miss"));
    }
  }

  private Live missing(String channel) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.subscribe(channel);
    live.subscribed(channel);
    live.socket().next("pusher:cache_miss", channel);
    return live;
  }

  private boolean misses(String channel) throws InterruptedException {
    try (Live live = RawSocket.live(port)) {
      live.subscribe(channel);
      live.subscribed(channel);
      return live.socket().next().get("event").asText().equals("pusher:cache_miss");
    }
  }

  @Test
  @DisplayName("R47 the app's server sees what was given up, and has it delivered again")
  void deadLetters() throws InterruptedException, IOException {
    // Given
    String channel = "failing-" + UUID.randomUUID();
    var server = new SigningServer(port);
    try (Live ana = RawSocket.live(port)) {
      ana.subscribe(channel);
      ana.subscribed(channel);
      await().atMost(RawSocket.PATIENCE).until(() -> letters(server).size() == 1);
    }
    JsonNode letter = letters(server).get(0);
    // When
    receiver.answerAlways(ReceivingApps.FAILING, 200);
    var answer =
        server.post(
            "/webhooks/dead-letters/replay",
            "{}",
            Map.of("ids", letter.get("id").asText()),
            Map.of());
    // Then
    assertThat(answer.body()).isEqualTo("{\"replayed\":[" + letter.get("id") + "]}");
    assertThat(letter.get("reason").asText()).isEqualTo("status");
    assertThat(letter.get("event").get("channel").asText()).isEqualTo(channel);
    assertThat(receiver.awaitTold(ReceivingApps.FAILING, channel, 1))
        .containsExactly("channel_occupied");
    assertThat(letters(server)).isEmpty();
  }

  @Test
  @DisplayName("R47 dead letters are for those alone who sign as the app")
  void deadLettersAreSigned() {
    // Given
    var stranger = new SigningServer(port).of("app-id", "app-key", "guessed");
    // When
    var list = stranger.get("/webhooks/dead-letters", Map.of());
    var replay = stranger.post("/webhooks/dead-letters/replay", "{}");
    // Then
    assertThat(list.statusCode()).isEqualTo(401);
    assertThat(replay.statusCode()).isEqualTo(401);
  }

  private static JsonNode letters(SigningServer server) throws IOException {
    return JSON.readTree(server.get("/webhooks/dead-letters", Map.of()).body()).get("letters");
  }
}
