package io.carillon.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.DeadLetter;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicRouterTest {
  private static final App SHOP = App.of("shop", new AppKey("shop-key", "shop-secret"));
  private static final String TOPIC_ID = "id-of-orders";

  @Test
  @DisplayName("R50 the value goes on as it is, byte for byte")
  void valueIsNotTouched() throws BrokenRecord {
    // Given
    var router = router(route("orders", null, "order-{value.id}"));
    String value = "{ \"id\" :  7.0,\"x\":1e400 }";
    // When
    var event = events(router, SourceRecords.of("k", value)).getFirst();
    // Then
    assertThat(event.text()).isEqualTo(value);
    assertThat(event.key().value()).isEqualTo("shop/order-7.0");
    assertThat(event.event()).isEqualTo("paid");
  }

  @Test
  @DisplayName("R50 each event tells its place: topic id, partition, route and offset")
  void placeInTheSource() throws BrokenRecord {
    // Given
    var router = router(route("a", null, "feed", "order-{key}"), route("b", null, "feed"));
    // When
    var events = events(router, SourceRecords.of("k", "{}"));
    // Then
    assertThat(events)
        .extracting(each -> each.key().channel())
        .containsExactly("feed", "order-k", "feed");
    var first = new Source("id-of-orders/3/a", 42, true);
    assertThat(events)
        .extracting(ChannelEvent::source)
        .containsExactly(first, first, new Source("id-of-orders/3/b", 42, true));
    assertThat(router.routed("a")).isEqualTo(2);
  }

  @Test
  @DisplayName("R50 two templates that give one channel give one event")
  void sameChannelTwice() throws BrokenRecord {
    // Given
    var router = router(route("a", null, "order-k", "order-{key}"));
    // When
    var events = events(router, SourceRecords.of("k", "{}"));
    // Then
    assertThat(events).hasSize(1);
  }

  @Test
  @DisplayName("R50 a field can be the data, and the trace goes on with the event")
  void fieldAsData() throws BrokenRecord {
    // Given
    var router = router(route("a", "{value.payload}", "feed"));
    var record =
        SourceRecords.of(
            "k",
            Map.of("type", "paid", "traceparent", "00-1-2-01", "other", "x"),
            "{\"payload\":[1, 2]}".getBytes(UTF_8));
    // When
    var event = events(router, record).getFirst();
    // Then
    assertThat(event.text()).isEqualTo("[1, 2]");
    assertThat(event.traceparent()).isEqualTo("00-1-2-01");
  }

  @Test
  @DisplayName(
      "R56 what a route cannot map is a dead letter with the reason, another route goes on")
  void oneRouteOfTwo() throws BrokenRecord {
    // Given
    var router = router(route("a", null, "order-{value.id}"), route("b", null, "feed"));
    // When
    var outputs = router.outputs(SourceRecords.of("k", "{}"), TOPIC_ID);
    // Then
    assertThat(outputs).extracting(ProducerRecord::topic).containsExactly("dead", "log");
    assertThat(letter(outputs.getFirst()))
        .isEqualTo(
            new DeadLetter(
                SourceRecords.TOPIC, 3, 42, "field", "route a: the value has no field id", 2));
    assertThat(router.dead("a")).isEqualTo(1);
    assertThat(router.routed("b")).isEqualTo(1);
  }

  @Test
  @DisplayName("R56 a record that is wrong for one of its channels goes to none of them")
  void allChannelsOrNone() throws BrokenRecord {
    // Given
    var router = router(route("a", null, "feed", "order-{key}"));
    // When
    var outputs = router.outputs(SourceRecords.of("not a channel", "{}"), TOPIC_ID);
    // Then
    assertThat(outputs).extracting(ProducerRecord::topic).containsExactly("dead");
    assertThat(letter(outputs.getFirst()).reason()).isEqualTo("channel");
  }

  @Test
  @DisplayName(
      "R56 unknown apps, too large data, bad events and values that are no text are told apart")
  void reasons() throws BrokenRecord {
    // Given
    var byApp =
        router(
            new Route(
                "a",
                SourceRecords.TOPIC,
                RouteTemplate.parse("{key}"),
                List.of(RouteTemplate.parse("feed")),
                RouteTemplate.parse("{header.type}"),
                null));
    byte[] atTheLimit = "x".repeat(10_240).getBytes(UTF_8);
    byte[] above = "x".repeat(10_241).getBytes(UTF_8);
    Map<String, String> paid = Map.of("type", "paid");
    // When
    var unknownApp = reason(byApp, SourceRecords.of("nobody", "{}"));
    var tooLarge = reason(byApp, SourceRecords.of("shop", paid, above));
    var noText = reason(byApp, SourceRecords.of("shop", paid, new byte[] {(byte) 0xFF}));
    var noValue = reason(byApp, SourceRecords.of("shop", paid, null));
    var longEvent =
        reason(byApp, SourceRecords.of("shop", Map.of("type", "e".repeat(201)), atTheLimit));
    // Then
    assertThat(unknownApp).isEqualTo("app");
    assertThat(tooLarge).isEqualTo("data");
    assertThat(noText).isEqualTo("data");
    assertThat(noValue).isEqualTo("data");
    assertThat(longEvent).isEqualTo("event");
    assertThat(events(byApp, SourceRecords.of("shop", paid, atTheLimit))).hasSize(1);
  }

  private static Route route(String name, @Nullable String data, String... channels) {
    return new Route(
        name,
        SourceRecords.TOPIC,
        RouteTemplate.parse("shop"),
        Arrays.stream(channels).map(RouteTemplate::parse).toList(),
        RouteTemplate.parse("{header.type}"),
        data == null ? null : RouteTemplate.parse(data));
  }

  private static TopicRouter router(Route... routes) {
    return new TopicRouter(
        List.of(routes),
        "log",
        "dead",
        id -> id.equals("shop") ? Optional.of(SHOP) : Optional.empty());
  }

  private static List<ChannelEvent> events(
      TopicRouter router, ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    var events = new ArrayList<ChannelEvent>();
    for (var each : router.outputs(record, TOPIC_ID)) {
      events.add(new ChannelEventCodec().decode(read(each)));
    }
    return events;
  }

  private static String reason(TopicRouter router, ConsumerRecord<byte[], byte[]> record)
      throws BrokenRecord {
    return letter(router.outputs(record, TOPIC_ID).getFirst()).reason();
  }

  private static DeadLetter letter(ProducerRecord<byte[], byte[]> written) throws BrokenRecord {
    return new DeadLetterCodec().decode(read(written));
  }

  private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> written) {
    return new ConsumerRecord<>(
        written.topic(),
        0,
        0,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        written.key(),
        written.value(),
        written.headers(),
        Optional.empty());
  }
}
