package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.AppLimits;
import io.carillon.apps.AppRecord;
import io.carillon.apps.AppRecordCodec;
import io.carillon.apps.PlatformKey;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What an app sees at its limits, by socket and by HTTP. The other gateway is a writer of its
/// records.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = LimitedApps.class, restrictToAnnotatedClass = true)
class LimitsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final List<RawSocket> sockets = new ArrayList<>();

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @AfterEach
  void closeAll() {
    sockets.forEach(RawSocket::close);
  }

  @Test
  @DisplayName(
      "R145, R146 connections are counted with those of other gateways; one too many is closed with 4004, and one that ends makes room")
  void connections() throws Exception {
    // Given
    var other = "other-" + UUID.randomUUID();
    var place = ChannelKey.ofConnections("seats");
    try (var gateway = new OtherGateway()) {
      gateway.write(new Count(place, other, 4));
      // When
      var opened = IntStream.range(0, 9).mapToObj(i -> open("seats")).toList();
      var answers = new ArrayList<String>();
      for (RawSocket socket : opened) {
        answers.add(socket.next().get("event").asText());
      }
      // Then
      assertThat(Collections.frequency(answers, "pusher:connection_established")).isEqualTo(6);
      for (int i = 0; i < opened.size(); i++) {
        if (answers.get(i).equals("pusher:error")) {
          assertThat(opened.get(i).closeCode()).isEqualTo(4004);
        }
      }
      opened.get(answers.indexOf("pusher:connection_established")).close();
      await().atMost(PATIENCE).until(() -> welcomed("seats"));
      var free = open("free");
      assertThat(free.next("pusher:connection_established")).isNotNull();
      assertThat(
              new SigningServer(port)
                  .of("seats", "seats-key", "seats-secret")
                  .get("/channels", Map.of())
                  .body())
          .isEqualTo("{\"channels\":{}}");
      gateway.write(new Count(place, other, 0));
    }
  }

  @Test
  @DisplayName(
      "R145 channels occupied anywhere count; a new one above the limit is refused in both forms, an occupied one is not")
  void channels() throws Exception {
    // Given
    var other = "other-" + UUID.randomUUID();
    var place = ChannelKey.ofChannels("rooms");
    var server = new SigningServer(port).of("rooms", "rooms-key", "rooms-secret");
    try (var gateway = new OtherGateway()) {
      gateway.write(new Member(place, other, "there", "{}"));
      var ana = open("rooms");
      ana.next("pusher:connection_established");
      // When
      for (String channel : List.of("one", "two", "three", "there")) {
        subscribe(ana, channel);
      }
      // Then
      var answers = new ArrayList<String>();
      for (int i = 0; i < 5; i++) {
        JsonNode frame = ana.next();
        answers.add(frame.get("event").asText() + " " + frame.path("channel").asText());
        if (frame.get("event").asText().equals("pusher:subscription_error")) {
          assertThat(RawSocket.dataOf(frame).get("type").asText()).isEqualTo("LimitReached");
        }
      }
      assertThat(answers)
          .containsExactlyInAnyOrder(
              "pusher_internal:subscription_succeeded one",
              "pusher_internal:subscription_succeeded two",
              "pusher:error ",
              "pusher:subscription_error three",
              "pusher_internal:subscription_succeeded there");
      assertThat(ana.open()).isTrue();
      ana.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"one\"}}");
      await().atMost(PATIENCE).until(() -> subscribed(ana, "three"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(server.get("/channels", Map.of()).body())
                  .isEqualTo("{\"channels\":{\"there\":{},\"three\":{},\"two\":{}}}"));
      gateway.write(new MembershipRecord.Left(place, other, "there"));
    }
  }

  @Test
  @DisplayName(
      "R145 a day's messages of servers, clients and others count together; then HTTP answers 403 and a client an error, and another app goes on")
  void day() throws Exception {
    // Given
    var server = new SigningServer(port).of("daily", "daily-key", "daily-secret");
    Live ana = live("daily");
    Live bo = live("daily");
    subscribePrivate(ana, "daily");
    subscribePrivate(bo, "daily");
    try (var gateway = new OtherGateway()) {
      for (int i = 0; i < 5; i++) {
        gateway.publish(new ChannelKey("daily", "private-room"));
        bo.socket().next("e"); // read here as well
        ana.socket().next("e");
      }
    }
    // When
    var batch = server.post("/batch_events", batch("private-room", 6));
    var several =
        server.post(
            "/events",
            "{\"name\":\"e\",\"data\":\"1\",\"channels\":[\"private-room\",\"a\",\"b\"]}");
    ana.socket().send(clientEvent());
    for (int i = 0; i < 7; i++) {
      ana.socket().next("e");
      bo.socket().next("e");
    }
    bo.socket().next("client-e");
    var tooMany = server.post("/batch_events", batch("private-room", 6));
    var rest = server.post("/batch_events", batch("private-room", 5));
    var none = server.post("/events", event());
    ana.socket().send(clientEvent());
    // Then
    assertThat(status(List.of(batch, several, rest))).containsExactly(200, 200, 200);
    assertThat(status(List.of(tooMany, none))).containsExactly(403, 403);
    assertThat(none.body()).contains("\"code\":\"over-quota\"").contains("messagesPerDay");
    for (int i = 0; i < 5; i++) {
      ana.socket().next("e");
    }
    JsonNode error = ana.socket().next("pusher:error");
    assertThat(error.get("data").get("message").asText()).contains("messagesPerDay");
    assertThat(ana.socket().open()).isTrue();
    assertThat(
            new SigningServer(port)
                .of("free", "free-key", "free-secret")
                .post("/events", event())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName(
      "R147 a second's messages pass and more do not: 429 with Retry-After, 4301 for a client; a batch that no second has room for is wrong")
  void rate() throws Exception {
    // Given
    var server = new SigningServer(port).of("paced", "paced-key", "paced-secret");
    Live ana = live("paced");
    subscribePrivate(ana, "paced");
    // When
    long start = System.nanoTime();
    var answers = new ArrayList<HttpResponse<String>>();
    for (int i = 0; i < 60; i++) {
      answers.add(server.post("/events", event()));
    }
    for (int i = 0; i < 60; i++) {
      ana.socket().send(clientEvent());
    }
    var dropped = ana.socket().upToNow();
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    var never =
        server.post(
            "/batch_events",
            batch("private-room", 9)
                .replace("]}", ",{\"name\":\"e\",\"channels\":[\"a\",\"b\"],\"data\":\"1\"}]}"));
    // Then
    var refused = answers.stream().filter(answer -> answer.statusCode() == 429).toList();
    var errors =
        dropped.stream()
            .filter(frame -> frame.get("event").asText().equals("pusher:error"))
            .toList();
    assertThat(120 - refused.size() - errors.size())
        .isBetween(10, Math.toIntExact(10 * seconds + 1));
    assertThat(refused)
        .isNotEmpty()
        .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent())
        .allMatch(answer -> answer.body().contains("\"code\":\"over-rate\""));
    assertThat(errors)
        .isNotEmpty()
        .allMatch(frame -> frame.get("data").get("code").asInt() == 4301);
    assertThat(never.statusCode()).isEqualTo(400);
    assertThat(
            new SigningServer(port)
                .of("free", "free-key", "free-secret")
                .post("/events", event())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("R147 an app's calls above its rate are answered 429 with Retry-After")
  void calls() {
    // Given
    var server = new SigningServer(port).of("calls", "calls-key", "calls-secret");
    // When
    long start = System.nanoTime();
    var answers = IntStream.range(0, 60).mapToObj(i -> server.get("/channels", Map.of())).toList();
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    // Then
    var refused = answers.stream().filter(answer -> answer.statusCode() == 429).toList();
    assertThat(60 - refused.size()).isBetween(5, Math.toIntExact(5 * seconds + 1));
    assertThat(refused)
        .isNotEmpty()
        .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  @DisplayName(
      "R145 limits that are set while people are connected count them, and those stay where they are")
  void setLater() throws Exception {
    // Given
    Live ana = live("later");
    for (String channel : List.of("one", "two")) {
      subscribe(ana.socket(), channel);
      ana.subscribed(channel);
    }
    try (var gateway = new OtherGateway()) {
      // When
      gateway.write(limited("later", 1, 2));
      // Then
      await().atMost(PATIENCE).until(() -> !welcomed("later"));
      var others = new AtomicInteger();
      await()
          .atMost(PATIENCE)
          .until(() -> !subscribed(ana.socket(), "other-" + others.getAndIncrement()));
      assertThat(ana.socket().open()).isTrue();
      new SigningServer(port)
          .of("later", "later-key", "later-secret")
          .post("/events", "{\"name\":\"e\",\"channel\":\"one\",\"data\":\"1\"}");
      ana.socket().next("e", "one");
    }
  }

  @Test
  @DisplayName("R146 limits that were reached are metrics, by app")
  void metrics() {
    // Given
    var server = new SigningServer(port).of("calls", "calls-key", "calls-secret");
    // When
    for (int i = 0; i < 30; i++) {
      server.get("/channels", Map.of());
    }
    // Then
    var text = metricsText();
    assertThat(text)
        .contains(
            "carillon_limits_reached_total{app=\"calls\",limit=\"apiCallsPerSecond\",percent=\"100\"")
        .contains("carillon_limits_refused_total{app=\"calls\",limit=\"apiCallsPerSecond\"")
        .doesNotContain("app=\"free\"");
  }

  private static App limited(String id, long connections, long channels) {
    var d = AppLimits.DEFAULT;
    return new App(
        id,
        id,
        List.of(new AppKey(id + "-key", id + "-secret")),
        Set.of(),
        false,
        List.of(),
        List.of(),
        new AppLimits(
            connections,
            d.messagesPerDay(),
            d.messagesPerSecond(),
            d.apiCallsPerSecond(),
            d.clientEventsPerSecond(),
            d.subscriptionsPerConnection(),
            channels,
            d.presenceMembers(),
            d.eventBytes(),
            d.batchEvents()),
        null);
  }

  private String metricsText() {
    return RestAssured.get("http://127.0.0.1:" + port + "/q/metrics").asString();
  }

  private boolean welcomed(String app) throws InterruptedException {
    try (RawSocket socket = RawSocket.open(port, app + "-key", "?protocol=7")) {
      return socket.next().get("event").asText().equals("pusher:connection_established");
    }
  }

  private RawSocket open(String app) {
    RawSocket socket = RawSocket.open(port, app + "-key", "?protocol=7");
    sockets.add(socket);
    return socket;
  }

  private Live live(String app) throws InterruptedException {
    RawSocket socket = open(app);
    JsonNode welcome = socket.next("pusher:connection_established");
    return new Live(socket, new SocketId(RawSocket.dataOf(welcome).get("socket_id").asText()));
  }

  private static void subscribe(RawSocket socket, String channel) {
    socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
  }

  private static boolean subscribed(RawSocket socket, String channel) throws InterruptedException {
    subscribe(socket, channel);
    boolean succeeded =
        socket.next().get("event").asText().equals("pusher_internal:subscription_succeeded");
    if (!succeeded) {
      socket.next("pusher:subscription_error");
    }
    return succeeded;
  }

  private static void subscribePrivate(Live live, String app) throws InterruptedException {
    String channel = "private-room";
    String auth = app + "-key:" + Signatures.channel(app + "-secret", live.id(), channel, null);
    live.send("pusher:subscribe", Map.of("channel", channel, "auth", auth));
    live.subscribed(channel);
  }

  private static String clientEvent() {
    return "{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":\"1\"}";
  }

  private static String event() {
    return "{\"name\":\"e\",\"channel\":\"private-room\",\"data\":\"1\"}";
  }

  private static String batch(String channel, int events) {
    var one = "{\"name\":\"e\",\"channel\":\"" + channel + "\",\"data\":\"1\"}";
    return "{\"batch\":[" + String.join(",", Collections.nCopies(events, one)) + "]}";
  }

  private static List<Integer> status(List<HttpResponse<String>> answers) {
    return answers.stream().map(HttpResponse::statusCode).toList();
  }

  private static final class OtherGateway implements AutoCloseable {
    private static final String PREFIX = "limited.";
    // As LocalParts sets it.
    private static final String PLATFORM_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    void write(MembershipRecord record) throws Exception {
      String topic = PREFIX + "memberships";
      int partitions = producer.partitionsFor(topic).size();
      for (var each : new MembershipCodec().encode(topic, partitions, record)) {
        producer.send(each).get();
      }
    }

    void write(App app) throws Exception {
      var codec = new AppRecordCodec(PlatformKey.of(PLATFORM_KEY));
      producer
          .send(
              new ProducerRecord<>(
                  PREFIX + "apps",
                  AppRecordCodec.key(app.id()),
                  codec.encode(new AppRecord(1, app))))
          .get();
    }

    void publish(ChannelKey channel) throws Exception {
      producer
          .send(
              new ChannelEventCodec()
                  .encode(PREFIX + "channel-events", ChannelEvent.of(channel, "e", "1")))
          .get();
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
