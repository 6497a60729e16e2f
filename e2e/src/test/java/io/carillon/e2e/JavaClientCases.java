package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pusher.client.Pusher;
import com.pusher.client.channel.PresenceChannel;
import com.pusher.client.channel.PrivateChannel;
import com.pusher.client.connection.ConnectionState;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java client, unmodified (R2): it speaks protocol 5, fails on a frame without data, and
/// answers no `pusher:ping`.
abstract class JavaClientCases extends JavaServerCases {
  /// Longer than the stack's activity and pong timeouts together.
  private static final Duration BEYOND_SILENCE = Duration.ofSeconds(9);

  JavaClientCases(int gateways) {
    super(gateways);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "cache-", "client-"})
  @DisplayName("3.6 R22 a public channel: the event and its data as they were sent")
  void publicChannel(String prefix) {
    // Given
    String channel = unique(prefix);
    var ears = new Ears();
    Pusher client = client("ana");
    client.subscribe(channel, ears, "n");
    client.connect();
    ears.await("subscribed " + channel);
    // When
    server().trigger(channel, "n", Map.of("a", "ü😀"));
    // Then
    ears.await("n {\"a\":\"ü😀\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-", "private-cache-"})
  @DisplayName("3.4 R23 a private channel: let in by the Java server library")
  void privateChannel(String prefix) {
    // Given
    String channel = unique(prefix);
    var ears = new Ears();
    Pusher client = client("ana");
    client.subscribePrivate(channel, ears, "n");
    client.connect();
    ears.await("subscribed " + channel);
    // When
    server().trigger(channel, "n", Map.of("a", 1));
    // Then
    ears.await("n {\"a\":1}");
  }

  @Test
  @DisplayName("7.3 an encrypted channel: the client reads what the server library encrypted")
  void encryptedChannel() {
    // Given: an app without subscription counts, which this client takes for something to decrypt
    String masterKey = Base64.getEncoder().encodeToString(new byte[32]);
    var server = server("raw-id", "raw-key", "raw-secret", masterKey);
    String channel = unique("private-encrypted-");
    var ears = new Ears();
    Pusher client =
        client(
            "raw-key",
            options ->
                options.setChannelAuthorizer(
                    (name, socketId) -> server.authenticate(socketId, name)));
    client.subscribePrivateEncrypted(channel, ears, "n");
    client.connect();
    ears.await("subscribed " + channel);
    // When
    server.trigger(channel, "n", Map.of("a", "ü😀"));
    // Then
    ears.await("n {\"a\":\"ü😀\"}");
  }

  @Test
  @DisplayName("4 R25 a presence channel: members, me, joins and leaves")
  void presence() {
    // Given
    String channel = unique("presence-");
    var ana = new Ears();
    Pusher first = client("ana");
    PresenceChannel seat = first.subscribePresence(channel, ana);
    first.connect();
    ana.await("subscribed [ana]");
    var bo = new Ears();
    Pusher second = client("bo");
    second.subscribePresence(channel, bo);
    // When
    second.connect();
    // Then
    bo.await("subscribed [ana, bo]");
    ana.await("joined bo {\"name\":\"bo\"}");
    assertThat(seat.getMe().getId()).isEqualTo("ana");
    second.unsubscribe(channel);
    ana.await("left bo");
    assertThat(seat.getUsers()).hasSize(1);
  }

  @Test
  @DisplayName("4 R25 a further connection of a user is no join")
  void secondConnection() {
    // Given
    String channel = unique("presence-");
    var watcher = new Ears();
    Pusher first = client("watcher");
    first.subscribePresence(channel, watcher);
    first.connect();
    watcher.await("subscribed [watcher]");
    // When
    for (String user : new String[] {"ana", "ana", "bo"}) {
      var ears = new Ears();
      Pusher client = client(user);
      client.subscribePresence(channel, ears);
      client.connect();
      ears.awaitStarting("subscribed [");
    }
    // Then
    watcher.await("joined ana {\"name\":\"ana\"}");
    watcher.await("joined bo {\"name\":\"bo\"}");
    assertThat(watcher.heard()).filteredOn(each -> each.startsWith("joined")).hasSize(2);
  }

  @Test
  @DisplayName("5 R27 a client event goes to the others, with the user's id")
  void clientEvent() {
    // Given
    String channel = unique("presence-");
    var ana = new Ears();
    Pusher sender = client("ana");
    PrivateChannel seat = sender.subscribePresence(channel, ana, "client-hi");
    sender.connect();
    ana.await("subscribed [ana]");
    var bo = new Ears();
    Pusher receiver = client("bo");
    receiver.subscribePresence(channel, bo, "client-hi");
    receiver.connect();
    bo.await("subscribed [ana, bo]");
    // When
    seat.trigger("client-hi", "{\"a\":1}");
    // Then
    bo.await("client-hi {\"a\":1} by ana");
    assertThat(ana.heard()).noneMatch(each -> each.startsWith("client-hi"));
  }

  @Test
  @DisplayName("3.2 R24 a wrong signature: the connection stays, and other channels work")
  void refused() {
    // Given
    String channel = unique("x");
    var ears = new Ears();
    Pusher client =
        client(options ->
            options.setChannelAuthorizer((name, socketId) -> "{\"auth\":\"app-key:0\"}"));
    client.subscribePrivate(unique("private-"), new Ears(), "n");
    client.connect(ears);
    // When
    ears.awaitStarting("error 4009 Invalid signature");
    client.subscribe(channel, ears, "n");
    // Then
    ears.await("subscribed " + channel);
    assertThat(client.getConnection().getState()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  @DisplayName("3.3 an unsubscribed channel is silent, and may be had again")
  void unsubscribed() {
    // Given
    String channel = unique("x");
    var ears = new Ears();
    Pusher client = client("ana");
    client.subscribe(channel, ears, "n");
    client.connect();
    ears.await("subscribed " + channel);
    client.unsubscribe(channel);
    // When
    var again = new Ears();
    client.subscribe(channel, again, "n");
    again.await("subscribed " + channel);
    server().trigger(channel, "n", Map.of("a", 1));
    // Then
    again.await("n {\"a\":1}");
    assertThat(ears.heard()).noneMatch(each -> each.startsWith("n "));
  }

  @Test
  @DisplayName("6.1 6.2 R33 signing in, and a message for the user")
  void signIn() {
    // Given
    String id = unique("ana");
    String userData = "{\"id\":\"" + id + "\"}";
    var ears = new Ears();
    Pusher client =
        client(options ->
            options.setUserAuthenticator(socketId -> signed(new SocketId(socketId), userData)));
    client.user().bind("note", ears);
    client.connect(ears);
    client.signin();
    ears.await("state CONNECTED");
    String channel = "#server-to-user-" + id;
    // When
    ears.until("note 1", () -> server().post("/events", note(channel)));
    // Then
    assertThat(client.user().userId()).isEqualTo(id);
  }

  private static String signed(SocketId socket, String userData) {
    return "{\"auth\":\"app-key:%s\",\"user_data\":\"%s\"}"
        .formatted(Signatures.user("app-secret", socket, userData), userData.replace("\"", "\\\""));
  }

  private static String note(String channel) {
    return "{\"name\":\"note\",\"data\":\"1\",\"channels\":[\"%s\"]}".formatted(channel);
  }

  @ParameterizedTest
  @CsvSource({"no-such-key,4001", "paused-key,4003"})
  @DisplayName("2.3 R18 a refused key: told why, and it does not come back")
  void refusedKey(String key, int code) {
    // Given
    var ears = new Ears();
    Pusher client = client(key, options -> options);
    // When
    client.connect(ears);
    // Then
    ears.awaitStarting("error " + code);
    ears.await("state DISCONNECTED");
    assertThat(ears.heard()).doesNotContain("state RECONNECTING");
  }

  @Test
  @DisplayName("1.3 R16 it stays while it is silent, by the pings of the WebSocket protocol alone")
  void silence() {
    // Given
    var ears = new Ears();
    Pusher client = client("ana");
    client.connect(ears);
    // When
    ears.await("state CONNECTED");
    // Then
    await()
        .during(BEYOND_SILENCE)
        .atMost(BEYOND_SILENCE.multipliedBy(2))
        .until(() -> client.getConnection().getState() == ConnectionState.CONNECTED);
    assertThat(ears.heard()).doesNotContain("state RECONNECTING", "state DISCONNECTED");
  }
}
