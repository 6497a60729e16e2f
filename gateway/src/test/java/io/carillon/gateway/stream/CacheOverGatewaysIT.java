package io.carillon.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.cache.CacheClients;
import io.carillon.gateway.cache.CacheConfig;
import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.limit.Traffic;
import io.carillon.local.testing.LocalKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Gateways that come and go over one log, as far as reading it and keeping last events goes.
class CacheOverGatewaysIT {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Topics TOPICS = Topics.of("cache-test.");
  private static final ChannelKey ROOM = new ChannelKey("app", "cache-room");
  private static LocalKafka kafka;

  private Producer<byte[], byte[]> log;

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void makeTopics() {
    TopicSetup.ensure(
        client(),
        TOPICS,
        PARTITIONS,
        (short) 1,
        Set.of(TopicKind.CHANNEL_EVENTS, TopicKind.CHANNEL_CACHE));
    log = new KafkaProducer<>(WriterSettings.over(client()));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  @DisplayName("R49 an event is there after all gateways were gone, though none reads back to it")
  void survivesAllGateways() throws Exception {
    // Given
    try (var gateway = Gateway.copying()) {
      long first = publish(ROOM, "1");
      long last = publish(ROOM, "2");
      await().atMost(PATIENCE).until(() -> gateway.offset(ROOM) == last);
      publishElsewhere(ROOM);
      await().atMost(PATIENCE).until(() -> committed(ROOM) > last);
      assertThat(first).isLessThan(last);
    }
    // When
    try (var gateway = Gateway.copying()) {
      // Then
      await().atMost(PATIENCE).until(gateway.cache::ready);
      assertThat(gateway.start(ROOM)).isGreaterThan(gateway.offset(ROOM));
      assertThat(gateway.cache.find(ROOM).map(CachedEvent::data)).contains("2".getBytes(UTF_8));
    }
  }

  @Test
  @DisplayName("R49 what came while no gateway was there is read from the log, however long ago")
  void readsWhatWasNotCopied() throws Exception {
    // Given
    var channel = new ChannelKey("app", "cache-late");
    try (var gateway = Gateway.copying()) {
      await().atMost(PATIENCE).until(() -> gateway.cache.copied() == PARTITIONS);
    }
    publish(channel, "while away");
    // When
    try (var gateway = Gateway.copying()) {
      // Then
      await().atMost(PATIENCE).until(gateway.cache::ready);
      assertThat(gateway.cache.find(channel).map(CachedEvent::data))
          .contains("while away".getBytes(UTF_8));
    }
  }

  @Test
  @DisplayName("R49 each gateway knows the last event, and one of them copies each partition")
  void severalGateways() throws Exception {
    // Given
    var channel = new ChannelKey("app", "presence-cache-several");
    try (var first = Gateway.copying();
        var second = Gateway.copying()) {
      // When
      long offset = publish(channel, "1");
      // Then
      await().atMost(PATIENCE).until(() -> first.offset(channel) == offset);
      await().atMost(PATIENCE).until(() -> second.offset(channel) == offset);
      await()
          .atMost(PATIENCE)
          .until(() ->
              first.cache.copied() + second.cache.copied() == PARTITIONS
                  && first.cache.copied() > 0
                  && second.cache.copied() > 0);
    }
  }

  @Test
  @DisplayName("R49, R165 data that found no room in memory is read from the log when asked for")
  void readsFromTheLog() throws Exception {
    // Given
    var channel = new ChannelKey("app", "cache-large-0");
    try (var gateway = new Gateway(20_000)) {
      for (int i = 0; i < 5; i++) {
        // One after the other: partitions are read in any order.
        var each = new ChannelKey("app", "cache-large-" + i);
        long offset = publish(each, i + "x".repeat(5_000));
        await().atMost(PATIENCE).until(() -> gateway.offset(each) == offset);
      }
      assertThat(gateway.cache.find(channel)).isEmpty();
      var done = new CountDownLatch(1);
      // When
      boolean waits = gateway.cache.fetch(channel, done::countDown);
      // Then
      assertThat(waits).isTrue();
      done.await();
      assertThat(gateway.cache.find(channel).map(CachedEvent::data))
          .contains(("0" + "x".repeat(5_000)).getBytes(UTF_8));
      assertThat(gateway.cache.bytes()).isLessThanOrEqualTo(20_000);
      assertThat(gateway.cache.waiting()).isZero();
    }
  }

  @Test
  @DisplayName("R49, R80 a second copy that a relay sends does not take a newer event's place")
  void repeatIsNotCached() throws Exception {
    // Given
    var channel = new ChannelKey("app", "cache-repeats");
    try (var gateway = Gateway.copying()) {
      var first = ChannelEvent.of(channel, "e", "1").from(Source.of("one", 1));
      send(first);
      long newer = send(ChannelEvent.of(channel, "e", "2").from(Source.of("other", 1)));
      // When
      send(first.from(Source.of("one", 1).repeated()));
      long after = publish(sameHome(channel), "after");
      // Then
      await().atMost(PATIENCE).until(() -> gateway.offset(sameHome(channel)) == after);
      assertThat(gateway.offset(channel)).isEqualTo(newer);
    }
  }

  /// Reading and caching, as a gateway puts them together; it does not look back for relays, and
  /// copies only when told so: what it copies it may have to load.
  private static final class Gateway implements AutoCloseable {
    private final ReadPositions positions = new ReadPositions(PARTITIONS);
    private final ChannelCache cache;
    private final PartitionReader reader;
    private final Map<Integer, Long> starts = new ConcurrentHashMap<>();

    Gateway(long bytesMax) {
      var clock = InstantSource.system();
      var hub = new Hub(positions);
      var config = new Config(bytesMax);
      cache =
          ChannelCache.of(
              config,
              new CacheClients(
                  () -> consumer(Map.of("auto.offset.reset", "earliest")),
                  consumer(Map.of("auto.offset.reset", "none")),
                  consumer(Map.of("group.id", TOPICS.channelCache())),
                  new KafkaProducer<>(WriterSettings.over(client()))),
              TOPICS,
              PARTITIONS,
              clock,
              positions::endOf);
      var decoder =
          new BatchDecoder(
              positions,
              new Repeats(new SourceSequences(Duration.ofMinutes(10), 100), new EventIds(100)),
              hub,
              new Controls((app, user, time) -> {}, PARTITIONS),
              this::put,
              Traffic.of(app -> false, clock, to -> {}),
              TestRecall.small(PARTITIONS));
      reader =
          new PartitionReader(
              consumer(Map.of("group.id", TOPICS.channelCache(), "auto.offset.reset", "none")),
              TOPICS.channelEvents(),
              decoder,
              hub,
              new LogStart(clock, Duration.ZERO, config.ttl()),
              cache,
              () -> {},
              Duration.ZERO);
      reader.start();
    }

    /// With room for everything.
    static Gateway copying() {
      var gateway = new Gateway(Long.MAX_VALUE);
      gateway.cache.start();
      return gateway;
    }

    private void put(CachedEvent event) {
      starts.merge(partition(event.key()), event.offset(), Math::min);
      cache.put(event);
    }

    /// The first offset of the channel's partition whose event was read from the log.
    long start(ChannelKey channel) {
      return starts.getOrDefault(partition(channel), Long.MAX_VALUE);
    }

    long offset(ChannelKey channel) {
      return cache.find(channel).map(CachedEvent::offset).orElse(-1L);
    }

    @Override
    public void close() {
      try {
        reader.stop();
        cache.stop();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private record Config(long bytesMax) implements CacheConfig {
    @Override
    public Duration ttl() {
      return TTL_MAX;
    }

    @Override
    public int waitingMax() {
      return 100;
    }

    @Override
    public Duration loadWithin() {
      return PATIENCE;
    }
  }

  private static int partition(ChannelKey channel) {
    return new ReadPositions(PARTITIONS).homeOf(channel.bytes());
  }

  /// Another cached channel whose events stand in the same partition.
  private static ChannelKey sameHome(ChannelKey channel) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> new ChannelKey("app", "cache-neighbour-" + i))
        .filter(other -> partition(other) == partition(channel))
        .findFirst()
        .orElseThrow();
  }

  /// What was read last is committed with what follows it.
  private void publishElsewhere(ChannelKey neighbour)
      throws ExecutionException, InterruptedException {
    publish(sameHome(neighbour), "after");
    publish(sameHome(neighbour), "after that");
  }

  private long publish(ChannelKey channel, String data)
      throws ExecutionException, InterruptedException {
    return send(ChannelEvent.of(channel, "e", data));
  }

  private long send(ChannelEvent event) throws ExecutionException, InterruptedException {
    return log.send(new ChannelEventCodec().encode(TOPICS.channelEvents(), event)).get().offset();
  }

  private static long committed(ChannelKey channel) {
    var partition = new TopicPartition(TOPICS.channelEvents(), partition(channel));
    try (var consumer = consumer(Map.of("group.id", TOPICS.channelCache()))) {
      OffsetAndMetadata commit = consumer.committed(Set.of(partition)).get(partition);
      return commit == null ? -1 : commit.offset();
    }
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> settings = client();
    settings.put("enable.auto.commit", false);
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
