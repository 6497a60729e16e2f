package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a connection does, whichever wire it has: run against all.
public abstract class SocketContract {
  static final String TOPIC = "carillon.channel-events";

  private final Producer<byte[], byte[]> log =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  protected abstract int port();

  /// Opens a connection at that path and waits for nothing.
  protected RawSocket at(String path) {
    return RawSocket.at(port(), path);
  }

  private Live live() throws InterruptedException {
    return RawSocket.welcomed(at("/app/app-key?protocol=7&client=js&version=8.6.0"));
  }

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  @DisplayName("R3 a socket may be asked for under a prefix, as the cluster value makes it")
  void prefix() throws InterruptedException {
    // Given
    try (RawSocket socket = at("/p.pusher.com:443/app/app-key?protocol=7&client=js")) {
      // When
      JsonNode welcome = socket.next("pusher:connection_established");
      // Then
      assertThat(RawSocket.dataOf(welcome).get("activity_timeout").asInt()).isEqualTo(120);
    }
  }

  @Test
  @DisplayName("R15 the first frame names the socket and the activity timeout, as a string of JSON")
  void welcome() throws InterruptedException {
    // Given
    try (RawSocket socket = at("/app/app-key?protocol=7")) {
      // When
      JsonNode welcome = socket.next("pusher:connection_established");
      // Then
      assertThat(RawSocket.dataOf(welcome).get("socket_id").asText()).matches("\\d+\\.\\d+");
      assertThat(RawSocket.dataOf(welcome).get("activity_timeout").asInt()).isEqualTo(120);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-key,?protocol=7,4001",
    "app-key,'',4008",
    "app-key,?protocol=,4008",
    "app-key,?protocol=3,4007",
    "app-key,?protocol=8,4007",
    "app-key,?protocol=seven,4007"
  })
  @DisplayName("R18 a refused handshake says why and closes with its code")
  void refusals(String key, String query, int code) throws InterruptedException {
    // Given
    try (RawSocket socket = at("/app/" + key + query)) {
      // When
      JsonNode error = socket.next("pusher:error");
      // Then
      assertThat(error.get("data").get("code").asInt()).isEqualTo(code);
      assertThat(socket.closeCode()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        "{\"event\":7}",
        "{\"event\":\"pusher:subscribe\"}",
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":7}}",
        "{\"event\":\"pusher:what\",\"data\":{}}"
      })
  @DisplayName("R150 a malformed frame gets an error without a code, and the connection stays")
  void malformed(String text) throws InterruptedException {
    // Given
    try (Live live = live()) {
      // When
      live.socket().send(text);
      // Then
      JsonNode error = live.socket().next("pusher:error");
      assertThat(error.get("data").get("code").isNull()).isTrue();
      assertThat(error.get("data").get("message").asText()).isNotBlank();
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "R22 an event on the log arrives with its exact name and data, at everybody but the excluded socket")
  void deliversFromTheLog() throws Exception {
    // Given
    String channel = unique("room");
    String data = "{\"b\":1, \"a\":\"\\u00e9\\n\",\"n\":12345678901234567890}";
    try (Live ana = live();
        Live bo = live()) {
      for (Live live : List.of(ana, bo)) {
        live.subscribe(channel);
        live.subscribed(channel);
      }
      // When
      publish(event(channel, "first", data).excluding(ana.id().value()));
      publish(event(channel, "second", "plain text"));
      // Then
      assertThat(bo.socket().next("first", channel).get("data").asText()).isEqualTo(data);
      assertThat(bo.socket().next("second", channel).get("data").asText()).isEqualTo("plain text");
      assertThat(ana.socket().next("second", channel)).hasSize(3);
    }
  }

  @Test
  @DisplayName(
      "R80 a second copy that a relay marks is not delivered, a first one that is marked is")
  void dropsRepeats() throws Exception {
    // Given
    String channel = unique("room");
    try (Live live = live()) {
      live.subscribe(channel);
      live.subscribed(channel);
      // When
      publish(event(channel, "one", "1").from(Source.of("s", 1)));
      publish(event(channel, "one", "1").from(Source.of("s", 1).repeated()));
      publish(event(channel, "two", "2").from(Source.of("s", 2).repeated()));
      // Then
      live.socket().next("one", channel);
      live.socket().next("two", channel);
    }
  }

  @Test
  @DisplayName("R56 broken records are passed over, and the rest arrives")
  void passesOverBrokenRecords() throws Exception {
    // Given
    String channel = unique("room");
    byte[] key = new ChannelKey("app-id", channel).bytes();
    try (Live live = live()) {
      live.subscribe(channel);
      live.subscribed(channel);
      int home = log.send(encoded(event(channel, "good", "1"))).get().partition();
      // When
      log.send(new ProducerRecord<>(TOPIC, home, key, "no event header".getBytes(UTF_8))).get();
      log.send(new ProducerRecord<>(TOPIC, home, null, "no key".getBytes(UTF_8))).get();
      publish(event(channel, "after", "2"));
      // Then
      live.socket().next("good", channel);
      live.socket().next("after", channel);
    }
  }

  @Test
  @DisplayName("R24 a wrong signature is refused in both forms, and the connection stays")
  void refusesWrongSignature() throws InterruptedException {
    // Given
    try (Live live = live()) {
      // When
      live.send("pusher:subscribe", Map.of("channel", "private-x", "auth", "app-key:bad"));
      // Then
      assertThat(live.socket().next("pusher:error").get("data").get("code").asInt())
          .isEqualTo(4009);
      JsonNode refused = live.socket().next("pusher:subscription_error", "private-x");
      assertThat(RawSocket.dataOf(refused).get("type").asText()).isEqualTo("AuthError");
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "R28 a second subscribe is an error, one unsubscribe ends it, a further one is an error")
  void subscribesOnce() throws Exception {
    // Given
    String channel = unique("room");
    try (Live live = live()) {
      live.subscribe(channel);
      live.subscribed(channel);
      // When
      live.subscribe(channel);
      live.send("pusher:unsubscribe", Map.of("channel", channel));
      live.send("pusher:unsubscribe", Map.of("channel", channel));
      // Then
      assertThat(messageOf(live.socket().next("pusher:error")))
          .isEqualTo("Existing subscription to channel " + channel);
      assertThat(messageOf(live.socket().next("pusher:error")))
          .startsWith("No current subscription to channel " + channel);
      publish(event(channel, "late", "1"));
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R25 a user's second tab produces neither frame, and the last one leaving does")
  void presence() throws InterruptedException {
    // Given
    String room = unique("presence-room");
    try (Live ana = live();
        Live bo = live();
        Live boAgain = live()) {
      ana.join(room, "{\"user_id\":\"ana\",\"user_info\":{\"name\":\"Ana\"}}");
      ana.subscribed(room);
      // When
      bo.join(room, "{\"user_id\":10}");
      JsonNode roster = RawSocket.dataOf(bo.subscribed(room)).get("presence");
      boAgain.join(room, "{\"user_id\":\"10\"}");
      boAgain.subscribed(room);
      bo.send("pusher:unsubscribe", Map.of("channel", room));
      boAgain.send("pusher:unsubscribe", Map.of("channel", room));
      // Then
      assertThat(roster.get("count").asInt()).isEqualTo(2);
      assertThat(roster.get("hash").get("ana").get("name").asText()).isEqualTo("Ana");
      JsonNode added = ana.socket().next("pusher_internal:member_added", room);
      assertThat(RawSocket.dataOf(added).get("user_id").asText()).isEqualTo("10");
      JsonNode removed = ana.socket().next("pusher_internal:member_removed", room);
      assertThat(RawSocket.dataOf(removed).get("user_id").asText()).isEqualTo("10");
    }
  }

  @Test
  @DisplayName(
      "R27 a client event reaches the others with the sender's user id, and never the sender")
  void clientEvents() throws InterruptedException {
    // Given
    String room = unique("presence-room");
    try (Live ana = live();
        Live bo = live()) {
      ana.join(room, "{\"user_id\":\"ana\"}");
      ana.subscribed(room);
      bo.join(room, "{\"user_id\":\"bo\"}");
      bo.subscribed(room);
      ana.socket().next("pusher_internal:member_added", room);
      // When
      ana.socket()
          .send(
              RawSocket.json(
                  Map.of(
                      "event",
                      "client-hi",
                      "channel",
                      room,
                      "user_id",
                      "forged",
                      "data",
                      Map.of("x", 1))));
      // Then
      JsonNode event = bo.socket().next("client-hi", room);
      assertThat(event.get("user_id").asText()).isEqualTo("ana");
      assertThat(RawSocket.dataOf(event).get("x").asInt()).isEqualTo(1);
      assertThat(ana.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "R27 the eleventh client event of a second is dropped with 4301, and the connection stays")
  void clientEventRate() throws InterruptedException {
    // Given
    String room = unique("private-room");
    try (Live live = live()) {
      live.subscribe(room);
      live.subscribed(room);
      // When
      for (int i = 0; i < 30; i++) {
        live.socket().send("{\"event\":\"client-x\",\"channel\":\"" + room + "\",\"data\":{}}");
      }
      // Then
      JsonNode error = live.socket().next("pusher:error");
      assertThat(error.get("data").get("code").asInt()).isEqualTo(4301);
      assertThat(live.socket().open()).isTrue();
    }
  }

  @Test
  @DisplayName("R34 every subscriber is told their number, the newcomer after its confirmation")
  void subscriptionCounts() throws InterruptedException {
    // Given
    String channel = unique("room");
    try (Live ana = live();
        Live bo = live()) {
      ana.socket().keepCounts();
      bo.socket().keepCounts();
      ana.subscribe(channel);
      ana.subscribed(channel);
      ana.socket().counted(channel, 1);
      // When
      bo.subscribe(channel);
      // Then
      bo.subscribed(channel);
      bo.socket().counted(channel, 2);
      ana.socket().counted(channel, 2);
      bo.send("pusher:unsubscribe", Map.of("channel", channel));
      ana.socket().counted(channel, 1);
    }
  }

  @Test
  @DisplayName("R34 presence channels have members instead of counts")
  void noCountsOfMembers() throws InterruptedException {
    // Given
    String room = unique("presence-room");
    String open = unique("room");
    try (Live ana = live()) {
      ana.socket().keepCounts();
      // When
      ana.join(room, "{\"user_id\":\"ana\"}");
      ana.subscribed(room);
      ana.subscribe(open);
      ana.subscribed(open);
      // Then
      ana.socket().counted(open, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cache-", "private-cache-", "private-encrypted-cache-", "presence-cache-"})
  @DisplayName("R49 who subscribes later gets the last event, after the confirmation and alone")
  void cachedEvent(String prefix) throws Exception {
    // Given
    String channel = unique(prefix + "room");
    try (Live ana = live();
        Live bo = live()) {
      join(ana, channel, "ana");
      ana.socket().next("pusher:cache_miss", channel);
      publish(event(channel, "old", "1"));
      publish(event(channel, "last", "2").excluding(bo.id().value()));
      ana.socket().next("old", channel);
      ana.socket().next("last", channel);
      // When
      join(bo, channel, "ana");
      // Then
      JsonNode cached = bo.socket().next("last", channel);
      assertThat(cached.get("data").asText()).isEqualTo("2");
      assertThat(cached).hasSize(3);
      publish(event(channel, "next", "3"));
      bo.socket().next("next", channel);
      ana.socket().next("next", channel);
    }
  }

  @Test
  @DisplayName("R49 a client event is not cached")
  void clientEventIsNotCached() throws Exception {
    // Given
    String channel = unique("private-cache-room");
    try (Live ana = live();
        Live bo = live()) {
      ana.subscribe(channel);
      ana.subscribed(channel);
      ana.socket().next("pusher:cache_miss", channel);
      publish(event(channel, "last", "1"));
      ana.socket().next("last", channel);
      publish(
          ChannelEvent.ofClient(
              new ChannelKey("app-id", channel), "client-x", "2".getBytes(UTF_8), "1.1", null));
      ana.socket().next("client-x", channel);
      // When
      bo.subscribe(channel);
      // Then
      bo.subscribed(channel);
      bo.socket().next("last", channel);
      assertThat(bo.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R49 whoever subscribes amid events gets the last one, then each that follows, once")
  void cachedAmidEvents() throws Exception {
    // Given
    String channel = unique("cache-room");
    int events = 300;
    var publishing = new Thread(() -> publishNumbers(channel, events));
    publish(event(channel, "n", "0"));
    // When
    publishing.start();
    for (int i = 0; i < 20; i++) {
      try (Live live = live()) {
        live.subscribe(channel);
        live.subscribed(channel);
        // Then
        int first = numberOf(live.socket().next(), channel);
        for (int next = first + 1; next <= Math.min(first + 5, events); next++) {
          assertThat(numberOf(live.socket().next(), channel)).isEqualTo(next);
        }
      }
    }
    publishing.join();
  }

  private int numberOf(JsonNode frame, String channel) {
    if (frame.get("event").asText().equals("pusher:cache_miss")) {
      return -1; // before the first one was read
    }
    assertThat(frame.get("event").asText()).isEqualTo("n");
    assertThat(frame.get("channel").asText()).isEqualTo(channel);
    return frame.get("data").asInt();
  }

  private void publishNumbers(String channel, int last) {
    for (int i = 1; i <= last; i++) {
      try {
        publish(event(channel, "n", Integer.toString(i)));
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void join(Live live, String channel, String user) throws InterruptedException {
    if (channel.startsWith("presence-")) {
      live.join(channel, "{\"user_id\":\"" + user + "\"}");
    } else {
      live.subscribe(channel);
    }
    live.subscribed(channel);
  }

  @Test
  @DisplayName("R35 messages above the limit close with 1009")
  void oversize() throws InterruptedException {
    // Given
    try (Live large = live();
        Live other = live()) {
      // When
      large.socket().trySend("x".repeat(200_000));
      // Then
      assertThat(large.socket().closeCode()).isEqualTo(1009);
      assertThat(other.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R153 a flood is closed with 4100 and leaves the others alone")
  void flood() throws InterruptedException, ExecutionException {
    // Given
    try (Live flooding = live();
        Live other = live()) {
      // When
      for (int i = 0; i < 20_000 && flooding.socket().open(); i++) {
        flooding.socket().trySend("{\"event\":\"pusher:pong\"}");
      }
      // Then
      assertThat(flooding.socket().closeCode()).isEqualTo(4100);
      assertThat(other.socket().upToNow()).isEmpty();
    }
  }

  private static String messageOf(JsonNode error) {
    return error.get("data").get("message").asText();
  }

  private static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  private static ChannelEvent event(String channel, String name, String data) {
    return ChannelEvent.of(new ChannelKey("app-id", channel), name, data);
  }

  private static ProducerRecord<byte[], byte[]> encoded(ChannelEvent event) {
    return new ChannelEventCodec().encode(TOPIC, event);
  }

  private void publish(ChannelEvent event) throws ExecutionException, InterruptedException {
    log.send(encoded(event)).get();
  }
}
