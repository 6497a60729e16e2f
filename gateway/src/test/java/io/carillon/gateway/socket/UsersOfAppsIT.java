package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What an app switches on, and that its users are its own.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = TwoApps.class, restrictToAnnotatedClass = true)
class UsersOfAppsIT {
  private record Signer(String key, String secret) {}

  private static final Signer QUIET = new Signer("quiet-key", "quiet-secret-1");
  private static final Signer QUIET_NEW = new Signer("quiet-new", "quiet-secret-2");
  private static final Signer LOUD = new Signer("loud-key", "loud-secret-1");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R33 where an app has no watchlists, nobody is told of anybody, nor of a limit")
  void watchlistsAreOff() throws InterruptedException {
    // Given
    String bo = unique();
    var watchlist = IntStream.range(0, 101).mapToObj(i -> i == 0 ? bo : unique()).toList();
    try (Live ana = open(QUIET);
        Live other = open(QUIET)) {
      signIn(ana, QUIET, Map.of("id", unique(), "watchlist", watchlist));
      ana.socket().next("pusher:signin_success");
      // When
      signIn(other, QUIET, Map.of("id", bo));
      other.socket().next("pusher:signin_success");
      String room = "presence-" + unique();
      other.send("pusher:subscribe", Map.of("channel", room, "auth", auth(other, room)));
      other.subscribed(room); // its sign-in was folded before
      // Then
      assertThat(ana.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R33 every key of the app signs a sign-in, no key of another app does")
  void keys() throws InterruptedException {
    // Given
    try (Live live = open(QUIET_NEW);
        Live foreign = open(LOUD)) {
      // When
      signIn(live, QUIET, Map.of("id", "ana"));
      signIn(foreign, QUIET, Map.of("id", "ana"));
      signIn(foreign, new Signer("loud-key", "quiet-secret-1"), Map.of("id", "ana"));
      // Then
      live.socket().next("pusher:signin_success");
      for (int i = 0; i < 2; i++) {
        JsonNode error = foreign.socket().next("pusher:error");
        assertThat(error.get("data").get("code").asInt()).isEqualTo(4009);
      }
      assertThat(foreign.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R33 R10 users of the same id are one in each app: sent to, watched and ended apart")
  void appsAreApart() throws InterruptedException {
    // Given
    String ana = unique();
    String channel = "#server-to-user-" + ana;
    var quiet = new SigningServer(port).of("quiet", QUIET.key, QUIET.secret);
    try (Live here = open(QUIET);
        Live there = open(LOUD);
        Live watcher = open(LOUD)) {
      signIn(here, QUIET, Map.of("id", ana));
      here.socket().next("pusher:signin_success");
      signIn(watcher, LOUD, Map.of("id", unique(), "watchlist", List.of(ana)));
      watcher.socket().next("pusher:signin_success");
      JsonNode status = watcher.socket().next("pusher_internal:watchlist_events");
      signIn(there, LOUD, Map.of("id", ana));
      there.socket().next("pusher:signin_success");
      watcher.socket().next("pusher_internal:watchlist_events");
      there.send("pusher:subscribe", Map.of("channel", channel, "auth", ""));
      there.subscribed(channel);
      // When
      var event = Map.of("name", "e", "channel", channel, "data", "1");
      var sent = quiet.post("/events", RawSocket.json(event));
      var ended = quiet.post("/users/" + ana + "/terminate_connections", "{}");
      // Then
      assertThat(status.get("data").asText()).contains("offline").doesNotContain("online\"");
      assertThat(sent.statusCode()).isEqualTo(200);
      assertThat(ended.statusCode()).isEqualTo(200);
      assertThat(here.socket().closeCode()).isEqualTo(4009);
      assertThat(there.socket().upToNow()).isEmpty();
      assertThat(watcher.socket().upToNow()).isEmpty();
    }
  }

  private static String unique() {
    return "user-" + UUID.randomUUID();
  }

  private Live open(Signer app) throws InterruptedException {
    RawSocket socket = RawSocket.open(port, app.key, "?protocol=7");
    JsonNode welcome = socket.next("pusher:connection_established");
    return new Live(socket, new SocketId(RawSocket.dataOf(welcome).get("socket_id").asText()));
  }

  private static void signIn(Live live, Signer signer, Map<String, Object> user) {
    String data = RawSocket.json(user);
    String auth = signer.key + ":" + Signatures.user(signer.secret, live.id(), data);
    live.send("pusher:signin", Map.of("auth", auth, "user_data", data));
  }

  private static String auth(Live live, String channel) {
    return QUIET.key + ":" + Signatures.channel(QUIET.secret, live.id(), channel, null);
  }
}
