package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.apps.AppRegistry;
import io.carillon.events.BrokenRecord;
import io.carillon.events.DeadLetter;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.route.RoutesFile;
import io.carillon.gateway.route.TopicRouter;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.gateway.stream.BatchDecoder;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Another team's topics on their way to subscribers.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = RoutedTopics.class, restrictToAnnotatedClass = true)
class RoutesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Topics TOPICS = Topics.of(RoutedTopics.PREFIX);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject BatchDecoder decoder;
  @Inject AppRegistry apps;

  private Producer<byte[], byte[]> team;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    team = new KafkaProducer<>(WriterSettings.over(OtherForwarder.client()));
  }

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  @DisplayName("R50 a routed topic reaches subscribers in order, its payload untouched")
  void reachesSubscribers() throws Exception {
    // Given
    String room = unique();
    try (Live live = subscribed("orders-" + room)) {
      // When
      for (int i = 0; i < 300; i++) {
        order(room, "{\"n\": " + i + ",  \"room\":\"" + room + "\"}");
      }
      // Then
      for (int i = 0; i < 300; i++) {
        var frame = live.socket().next("paid", "orders-" + room);
        assertThat(frame.get("data").asText())
            .isEqualTo("{\"n\": " + i + ",  \"room\":\"" + room + "\"}");
      }
    }
  }

  @Test
  @DisplayName("R50 one record reaches several channels, each once, with one field as data")
  void severalChannels() throws Exception {
    // Given
    String key = unique();
    try (Live live = subscribed("all-" + key)) {
      // When
      anyApp(key, "app-id", "{\"payload\":{\"a\" : 1}}");
      anyApp(key, "app-id", "{\"payload\":\"two\"}");
      // Then
      assertThat(live.socket().next("told").get("data").asText()).isEqualTo("{\"a\" : 1}");
      assertThat(live.socket().next("told").get("data").asText()).isEqualTo("two");
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R56 poison lands among the dead letters with its reason, and holds up nothing")
  void poison() throws Exception {
    // Given
    String room = unique();
    try (Live live = subscribed("orders-" + room)) {
      // When
      order(room, data(room, 1));
      team.send(record(RoutedTopics.ORDERS, room, data(room, 2), Map.of())).get();
      order(room, "{\"room\":");
      order(room, "{\"room\":\"not a channel\"}");
      order(room, data(room, 3).replace("}", ",\"x\":\"" + "x".repeat(20_000) + "\"}"));
      order(room, data(room, 4));
      // Then
      assertThat(live.socket().next("paid").get("data").asText()).isEqualTo(data(room, 1));
      assertThat(live.socket().next("paid").get("data").asText()).isEqualTo(data(room, 4));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(letters(room))
                  .extracting(DeadLetter::reason)
                  .containsExactly("field", "data", "channel", "data"));
      assertThat(metrics())
          .containsPattern("carillon_route_dead_total\\{route=\"orders\",?} [4-9]")
          .containsPattern("carillon_route_lag\\{route=\"orders\",?} 0");
    }
  }

  @Test
  @DisplayName("R56 a record for an app that there is not is a dead letter")
  void unknownApp() throws Exception {
    // Given
    String key = unique();
    // When
    anyApp(key, "nobody", "{\"payload\":1}");
    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(letters(key)).extracting(DeadLetter::reason).containsExactly("app"));
  }

  @Test
  @DisplayName(
      "R50, R80 a subscriber sees each record once and in order though a gateway crashes between writing and committing")
  void crash() throws Exception {
    // Given
    List<String> rooms = IntStream.range(0, 8).mapToObj(_ -> unique()).toList();
    var router =
        new TopicRouter(
            RoutesFile.read(RoutedTopics.file(), TOPICS),
            TOPICS.channelEvents(),
            TOPICS.channelEventsDeadLetters(),
            apps::byId);
    long repeatsBefore = decoder.repeats();
    try (Live live = RawSocket.live(port);
        var other = new OtherForwarder(RoutedTopics.GROUP, Set.of(RoutedTopics.ORDERS), router)) {
      for (String room : rooms) {
        live.subscribe("orders-" + room);
        live.subscribed("orders-" + room);
      }
      await().atMost(PATIENCE).until(() -> other.owned() == 4);
      // When
      other.crashAtCommit();
      for (int i = 0; i < 50; i++) {
        for (String room : rooms) {
          order(room, data(room, i));
        }
      }
      // Then
      await().atMost(PATIENCE).until(() -> other.crashed());
      await().atMost(PATIENCE).until(() -> decoder.repeats() > repeatsBefore);
      Map<String, List<String>> seen = seen(live, rooms.size() * 50);
      for (String room : rooms) {
        assertThat(seen.get("orders-" + room))
            .containsExactlyElementsOf(
                IntStream.range(0, 50).mapToObj(i -> data(room, i)).toList());
      }
      assertThat(live.socket().upToNow()).isEmpty();
      assertThat(router.routed("orders")).isPositive();
    }
  }

  private static Map<String, List<String>> seen(Live live, int count) throws InterruptedException {
    Map<String, List<String>> seen = new HashMap<>();
    for (int i = 0; i < count; i++) {
      var frame = live.socket().next("paid");
      seen.computeIfAbsent(frame.get("channel").asText(), _ -> new ArrayList<>())
          .add(frame.get("data").asText());
    }
    return seen;
  }

  private static List<DeadLetter> letters(String key) {
    return TopicTail.all(
            TOPICS.channelEventsDeadLetters(),
            each -> each.key() != null && new String(each.key(), UTF_8).equals(key))
        .stream()
        .map(each -> {
          try {
            return new DeadLetterCodec().decode(each);
          } catch (BrokenRecord e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  private String metrics() {
    return RestAssured.given().port(port).get("/q/metrics").asString();
  }

  private Live subscribed(String channel) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.subscribe(channel);
    live.subscribed(channel);
    return live;
  }

  private void order(String room, String value) throws Exception {
    var _ = team.send(record(RoutedTopics.ORDERS, room, value, Map.of("type", "paid")));
  }

  private void anyApp(String key, String app, String value) throws Exception {
    var _ = team.send(record(RoutedTopics.ANY_APP, key, value, Map.of("app", app)));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, String value, Map<String, String> headers) {
    var record =
        new ProducerRecord<byte[], byte[]>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  private static String data(String room, int n) {
    return "{\"room\":\"%s\",\"n\":%d}".formatted(room, n);
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }
}
