package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign-in, server-to-user channels, and what a signed-in user is on presence channels.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class UsersIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R33 a sign-in is answered with the exact user data and nothing else")
  void signsIn() throws InterruptedException {
    // Given
    String userData = "{ \"id\":\"" + unique() + "\", \"user_info\":{\"z\":1,\"a\":\"\\u00e9\"}}";
    try (Live live = RawSocket.live(port)) {
      // When
      live.signIn(userData);
      // Then
      JsonNode frame = live.socket().next("pusher:signin_success");
      assertThat(frame).hasSize(2);
      assertThat(RawSocket.dataOf(frame)).hasSize(1);
      assertThat(RawSocket.dataOf(frame).get("user_data").asText()).isEqualTo(userData);
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "null",
        "[]",
        "{}",
        "{\"id\":\"\"}",
        "{\"id\":7}",
        "{\"id\":null}",
        "{\"id\":{\"id\":\"a\"}}",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"id\":\"a\\u0000b\"}",
        "{\"id\":\"a\\ud800\"}",
        "{\"id\":\"a\",\"watchlist\":\"b\"}",
        "{\"id\":\"a\",\"watchlist\":[7]}",
        "{\"id\":\"a\",\"watchlist\":[\"\"]}"
      })
  @DisplayName("R33 R150 signed data that names no user is refused with 4009, and the socket stays")
  void refusesSignedNonsense(String userData) throws InterruptedException {
    // Given
    try (Live live = RawSocket.live(port)) {
      // When
      live.signIn(userData);
      // Then
      assertRefused(live);
    }
  }

  @Test
  @DisplayName("R33 R150 what is too large is refused with 4009 before anything is kept")
  void refusesOversize() throws InterruptedException {
    // Given
    try (Live live = RawSocket.live(port)) {
      for (String userData :
          List.of(
              "{\"id\":\"" + "i".repeat(201) + "\"}",
              "{\"id\":\"a\",\"user_info\":\"" + "i".repeat(1_100) + "\"}",
              "{\"id\":\"a\",\"watchlist\":[\"" + "i".repeat(201) + "\"]}",
              "{\"id\":\"a\",\"more\":\"" + "i".repeat(70_000) + "\"}",
              "{\"id\":\"a\",\"more\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}")) {
        // When
        live.signIn(userData);
        // Then
        assertRefused(live);
      }
    }
  }

  @Test
  @DisplayName("R33 what another socket, key or secret signed is refused with 4009")
  void refusesWrongSignatures() throws InterruptedException {
    // Given
    String data = "{\"id\":\"" + unique() + "\"}";
    try (Live live = RawSocket.live(port);
        Live other = RawSocket.live(port)) {
      for (String auth :
          List.of(
              "",
              "app-key",
              "app-key:",
              "app-key:" + "0".repeat(64),
              "no-such-key:" + Signatures.user("app-secret", live.id(), data),
              "app-key:" + Signatures.user("wrong-secret", live.id(), data),
              "app-key:" + Signatures.user("app-secret", other.id(), data),
              "app-key:" + Signatures.user("app-secret", live.id(), data + " "),
              "app-key:" + Signatures.channel("app-secret", live.id(), "user", data))) {
        // When
        live.send("pusher:signin", Map.of("auth", auth, "user_data", data));
        // Then
        JsonNode error = assertRefused(live);
        assertThat(error.toString()).doesNotContain(Signatures.user("app-secret", live.id(), data));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"pusher:signin\"}",
        "{\"event\":\"pusher:signin\",\"data\":{}}",
        "{\"event\":\"pusher:signin\",\"data\":[]}",
        "{\"event\":\"pusher:signin\",\"data\":{\"auth\":7,\"user_data\":{}}}",
        "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"app-key:x\",\"user_data\":{\"id\":\"a\"}}}"
      })
  @DisplayName("R150 a malformed sign-in gets an error, and the socket stays")
  void refusesMalformed(String frame) throws InterruptedException {
    // Given
    try (Live live = RawSocket.live(port)) {
      // When
      live.socket().send(frame);
      // Then
      live.socket().next("pusher:error");
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R33 the same user may sign in again; another one is refused and changes nothing")
  void oneUserForAConnection() throws InterruptedException {
    // Given
    String ana = unique();
    String bo = unique();
    try (Live live = RawSocket.live(port)) {
      signIn(live, ana);
      // When
      signIn(live, ana);
      live.signIn("{\"id\":\"" + bo + "\"}");
      // Then
      assertRefused(live);
      subscribeToUser(live, bo);
      assertRefusedChannel(live, "#server-to-user-" + bo);
      subscribeToUser(live, ana);
      live.subscribed("#server-to-user-" + ana);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "with space/slash", "#hash?&%25", "ü 😀", "app-id/x", "{\"json\":1}\\"})
  @DisplayName("R33 what is sent to a user reaches that user's connections alone")
  void sendsToUser(String prefix) throws InterruptedException {
    // Given
    String id = prefix + unique();
    String channel = "#server-to-user-" + id;
    try (Live ana = RawSocket.live(port);
        Live anaAgain = RawSocket.live(port);
        Live bo = RawSocket.live(port)) {
      for (Live live : List.of(ana, anaAgain)) {
        signIn(live, id);
        subscribeToUser(live, id);
        live.subscribed(channel);
      }
      signIn(bo, unique());
      // When
      var answer =
          new SigningServer(port)
              .post(
                  "/events",
                  RawSocket.json(
                      Map.of("name", "hello", "channels", List.of(channel), "data", "{\"x\":1}")));
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      for (Live live : List.of(ana, anaAgain)) {
        JsonNode event = live.socket().next("hello", channel);
        assertThat(event.get("data").asText()).isEqualTo("{\"x\":1}");
        assertThat(event).hasSize(3);
      }
      assertThat(bo.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R33 nobody but the signed-in user subscribes to a user's channel, signed or not")
  void refusesOthers() throws InterruptedException {
    // Given
    String ana = unique();
    String channel = "#server-to-user-" + ana;
    try (Live anonymous = RawSocket.live(port);
        Live bo = RawSocket.live(port);
        Live member = RawSocket.live(port)) {
      signIn(bo, unique());
      String room = "presence-" + unique();
      member.join(room, "{\"user_id\":\"" + ana + "\"}");
      member.subscribed(room);
      for (Live live : List.of(anonymous, bo, member)) {
        // When
        subscribeToUser(live, ana);
        // Then
        assertRefusedChannel(live, channel);
        live.subscribe(channel);
        assertRefusedChannel(live, channel);
        assertThat(live.socket().upToNow()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("R27 R33 no client event goes to a user's channel")
  void noClientEvents() throws InterruptedException {
    // Given
    String ana = unique();
    String channel = "#server-to-user-" + ana;
    try (Live live = RawSocket.live(port);
        Live again = RawSocket.live(port)) {
      for (Live each : List.of(live, again)) {
        signIn(each, ana);
        subscribeToUser(each, ana);
        each.subscribed(channel);
      }
      // When
      live.socket()
          .send(RawSocket.json(Map.of("event", "client-x", "channel", channel, "data", "1")));
      // Then
      live.socket().next("pusher:error");
      assertThat(live.socket().upToNow()).isEmpty();
      assertThat(again.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R25 R33 a signed-in user may leave out channel_data, and what is given wins")
  void presenceWithoutChannelData() throws InterruptedException {
    // Given
    String ana = unique();
    String room = "presence-" + unique();
    try (Live live = RawSocket.live(port);
        Live given = RawSocket.live(port)) {
      for (Live each : List.of(live, given)) {
        each.signIn("{\"id\":\"" + ana + "\",\"user_info\":{\"name\":\"Ana\"}}");
        each.socket().next("pusher:signin_success");
      }
      // When
      live.subscribe(room);
      JsonNode roster = RawSocket.dataOf(live.subscribed(room)).get("presence");
      given.join(room, "{\"user_id\":\"somebody\"}");
      given.subscribed(room);
      // Then
      assertThat(roster.get("ids").get(0).asText()).isEqualTo(ana);
      assertThat(roster.get("hash").get(ana).get("name").asText()).isEqualTo("Ana");
      JsonNode added = live.socket().next("pusher_internal:member_added", room);
      assertThat(RawSocket.dataOf(added).get("user_id").asText()).isEqualTo("somebody");
    }
  }

  @Test
  @DisplayName("R25 without channel_data and without a sign-in there is no member")
  void presenceNeedsAUser() throws InterruptedException {
    // Given
    String room = "presence-" + unique();
    try (Live anonymous = RawSocket.live(port);
        Live forged = RawSocket.live(port);
        Live longId = RawSocket.live(port)) {
      signIn(forged, unique());
      signIn(longId, "i".repeat(129));
      // When
      anonymous.subscribe(room);
      forged.send("pusher:subscribe", Map.of("channel", room, "auth", "app-key:bad"));
      longId.subscribe(room);
      // Then
      for (Live live : List.of(anonymous, forged, longId)) {
        live.socket().next("pusher:error");
        live.socket().next("pusher:subscription_error", room);
        assertThat(live.socket().upToNow()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#users", "#app", "#server-to-user-", "#server-to-user-a\u0000"})
  @DisplayName("R29 R33 no other name with # is a channel")
  void reservedNames(String channel) throws InterruptedException {
    // Given
    try (Live live = RawSocket.live(port)) {
      signIn(live, unique());
      // When
      live.subscribe(channel);
      // Then
      live.socket().next("pusher:error");
      live.socket().next("pusher:subscription_error", channel);
      assertThat(new SigningServer(port).get("/channels", Map.of()).body())
          .doesNotContain("#users");
    }
  }

  private static String unique() {
    return "user-" + UUID.randomUUID();
  }

  private static void signIn(Live live, String id) throws InterruptedException {
    live.signIn(RawSocket.json(Map.of("id", id)));
    live.socket().next("pusher:signin_success");
  }

  private static void subscribeToUser(Live live, String id) {
    live.send("pusher:subscribe", Map.of("channel", "#server-to-user-" + id, "auth", ""));
  }

  private static JsonNode assertRefused(Live live) throws InterruptedException {
    JsonNode error = live.socket().next("pusher:error");
    assertThat(error.get("data").get("code").asInt()).as("%s", error).isEqualTo(4009);
    assertThat(live.socket().upToNow()).isEmpty();
    return error;
  }

  private static void assertRefusedChannel(Live live, String channel) throws InterruptedException {
    JsonNode error = live.socket().next("pusher:error");
    assertThat(error.get("data").get("code").asInt()).isEqualTo(4009);
    JsonNode refused = live.socket().next("pusher:subscription_error", channel);
    assertThat(RawSocket.dataOf(refused).get("status").asInt()).isEqualTo(401);
  }
}
