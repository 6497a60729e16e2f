package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.DeadLetter;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Partitions;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.mend.LogMender;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.gateway.stream.BatchDecoder;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

/// The log's upkeep by two gateways: strays and broken records of direct producers.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = RoutedTopics.class, restrictToAnnotatedClass = true)
class StraysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Topics TOPICS = Topics.of(RoutedTopics.PREFIX);
  private static final String GROUP = TOPICS.channelEvents() + ".mend";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject BatchDecoder decoder;

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
  @DisplayName("R50 a record in a foreign partition is moved home and delivered once, in order")
  void strays() throws Exception {
    // Given
    String channel = unique();
    try (Live live = subscribed(channel);
        var other = otherGateway()) {
      // When
      for (int i = 0; i < 100; i++) {
        send(stray(channel, i, 1));
      }
      // Then
      for (int i = 0; i < 100; i++) {
        assertThat(live.socket().next("told").get("data").asText()).isEqualTo("" + i);
      }
      assertThat(live.socket().upToNow()).isEmpty();
      assertThat(other.owned()).isPositive();
    }
  }

  @Test
  @DisplayName("R50, R80 a stray is delivered once though a gateway crashes after it moved it")
  void crash() throws Exception {
    // Given
    String channel = unique();
    long repeatsBefore = decoder.repeats();
    try (Live live = subscribed(channel);
        var other = otherGateway()) {
      // When
      other.crashAtCommit();
      for (int foreign = 1; foreign < RoutedTopics.PARTITIONS; foreign++) {
        send(stray(channel, foreign, foreign));
      }
      // Then
      await().atMost(PATIENCE).until(() -> other.crashed());
      await().atMost(PATIENCE).until(() -> decoder.repeats() > repeatsBefore);
      var seen =
          IntStream.range(1, RoutedTopics.PARTITIONS).mapToObj(_ -> next(live)).sorted().toList();
      assertThat(seen)
          .isEqualTo(IntStream.range(1, RoutedTopics.PARTITIONS).mapToObj(i -> "" + i).toList());
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R56 broken records are dead letters once over all gateways, and hold up nothing")
  void deadLetters() throws Exception {
    // Given
    String channel = unique();
    var good = new ChannelEventCodec().encode(TOPICS.channelEvents(), told(channel, 7));
    try (Live live = subscribed(channel);
        var other = otherGateway()) {
      // When
      send(without(good, "event"));
      send(changed(good, good.key(), new byte[] {(byte) 0xFF}));
      send(changed(good, good.key(), new byte[1_048_577]));
      send(changed(good, ("no-app/" + channel).getBytes(UTF_8), good.value()));
      send(good);
      // Then
      assertThat(next(live)).isEqualTo("7");
      await().atMost(PATIENCE).until(() -> letters(channel).size() >= 4);
      // Behind them: what had to be written for those before it has been.
      send(changed(good, ("no-app/last-" + channel).getBytes(UTF_8), good.value()));
      await().atMost(PATIENCE).until(() -> letters(channel).size() >= 5);
      assertThat(letters(channel))
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder("event", "data", "data", "app", "app");
      assertThat(other.owned()).isPositive();
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  private OtherForwarder otherGateway() {
    var mender =
        new LogMender(
            TOPICS.channelEventsDeadLetters(),
            RoutedTopics.PARTITIONS,
            "app-id"::equals,
            InstantSource.system());
    var other = new OtherForwarder(GROUP, Set.of(TOPICS.channelEvents()), mender);
    await().atMost(PATIENCE).until(() -> other.owned() == RoutedTopics.PARTITIONS / 2);
    return other;
  }

  private static String next(Live live) {
    try {
      return live.socket().next("told").get("data").asText();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    team.send(record).get();
  }

  private static ChannelEvent told(String channel, int number) {
    return ChannelEvent.of(new ChannelKey("app-id", channel), "told", "" + number);
  }

  private static ProducerRecord<byte[], byte[]> stray(String channel, int number, int away) {
    var record = new ChannelEventCodec().encode(TOPICS.channelEvents(), told(channel, number));
    int home = Partitions.of(record.key(), RoutedTopics.PARTITIONS);
    return new ProducerRecord<>(
        record.topic(),
        (home + away) % RoutedTopics.PARTITIONS,
        record.key(),
        record.value(),
        record.headers());
  }

  private static ProducerRecord<byte[], byte[]> changed(
      ProducerRecord<byte[], byte[]> record, byte[] key, byte[] value) {
    return new ProducerRecord<>(record.topic(), null, key, value, record.headers());
  }

  private static ProducerRecord<byte[], byte[]> without(
      ProducerRecord<byte[], byte[]> record, String header) {
    var copy = changed(record, record.key(), record.value());
    copy.headers().remove(header);
    return copy;
  }

  private static List<DeadLetter> letters(String channel) {
    return TopicTail.all(
            TOPICS.channelEventsDeadLetters(),
            each -> each.key() != null && new String(each.key(), UTF_8).endsWith(channel))
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

  private Live subscribed(String channel) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.subscribe(channel);
    live.subscribed(channel);
    return live;
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }
}
