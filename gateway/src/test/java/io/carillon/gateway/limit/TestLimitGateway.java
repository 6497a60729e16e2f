package io.carillon.gateway.limit;

import io.carillon.apps.App;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.cache.CacheClients;
import io.carillon.gateway.cache.CacheConfig;
import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.limit.MessageQuota.Outcome.Granted;
import io.carillon.gateway.stream.BatchDecoder;
import io.carillon.gateway.stream.LogStart;
import io.carillon.gateway.stream.PartitionReader;
import io.carillon.gateway.stream.ReadPositions;
import io.carillon.gateway.stream.StreamConfig;
import io.carillon.gateway.stream.TestRecall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A gateway over a real log, as far as counting what apps publish goes.
final class TestLimitGateway implements AutoCloseable {
  static final int PARTITIONS = 4;

  private final Map<String, Object> client;
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final ChannelCache cache;
  private final PartitionReader reader;
  private final UsageTopic usage;
  final Traffic traffic;
  final MessageQuota messages;
  final ApiCalls calls;

  /// @param lookBack how far before its start it reads the log
  /// @param usageInterval how often it writes what it counted
  TestLimitGateway(
      String brokers,
      Topics topics,
      InstantSource clock,
      Duration lookBack,
      Duration usageInterval) {
    this.client = Map.of("bootstrap.servers", brokers);
    this.topics = topics;
    this.producer = new KafkaProducer<>(WriterSettings.over(client));
    var alerts = new LimitAlerts(Duration.ofMinutes(10), clock, new IgnoringSink());
    this.traffic =
        Traffic.of(
            app -> true, clock, new UsageRestore(() -> consumer("earliest"), topics.usage()));
    this.usage =
        new UsageTopic(
            traffic,
            alerts,
            new UsageClients(
                () -> consumer("earliest"),
                consumer("latest"),
                new KafkaProducer<>(WriterSettings.over(client))),
            topics.usage(),
            usageInterval,
            clock);
    this.messages = new MessageQuota(traffic, alerts, clock);
    this.calls = new ApiCalls(traffic, alerts, clock);
    var positions = new ReadPositions(PARTITIONS);
    var hub = new Hub(positions);
    this.cache =
        ChannelCache.of(
            new NoCache(),
            new CacheClients(
                () -> consumer("earliest"),
                consumer("none"),
                grouped(),
                new KafkaProducer<>(WriterSettings.over(client))),
            topics,
            PARTITIONS,
            InstantSource.system(),
            positions::endOf);
    this.reader =
        new PartitionReader(
            grouped(),
            topics.channelEvents(),
            BatchDecoder.of(
                positions,
                hub,
                (app, user, time) -> {},
                cache::put,
                traffic,
                TestRecall.small(PARTITIONS),
                new Reading()),
            hub,
            new LogStart(InstantSource.system(), lookBack, Duration.ZERO),
            cache,
            () -> {},
            Duration.ZERO);
    reader.start();
    usage.start();
  }

  boolean ready() {
    return reader.ready() && usage.listening();
  }

  /// Publishes when the app may. @return whether it might
  boolean publish(App app, int number) {
    if (!(messages.take(app, 1) instanceof Granted)) {
      return false;
    }
    var event = ChannelEvent.of(new ChannelKey(app.id(), "room-" + number % 16), "e", "{\"n\":1}");
    try {
      producer.send(new ChannelEventCodec().encode(topics.channelEvents(), event)).get();
      return true;
    } catch (ExecutionException e) {
      throw new AssertionError("not published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Publications of the latest day that this gateway has read.
  long read(App app) {
    return traffic.find(app.id()).map(one -> one.publications(one.day())).orElse(0L);
  }

  private Consumer<byte[], byte[]> consumer(String beyondRange) {
    var settings = new HashMap<>(client);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", beyondRange);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Consumer<byte[], byte[]> grouped() {
    var settings = new HashMap<>(client);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("group.id", topics.channelCache());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    try {
      reader.stop();
      cache.stop();
      usage.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    producer.close();
  }

  private record IgnoringSink() implements LimitAlerts.Sink {
    @Override
    public void reached(String app, Limit limit, int percent) {}

    @Override
    public void refused(String app, Limit limit) {}
  }

  private record NoCache() implements CacheConfig {
    @Override
    public Duration ttl() {
      return Duration.ZERO;
    }

    @Override
    public long bytesMax() {
      return 1_000;
    }

    @Override
    public int waitingMax() {
      return 1;
    }

    @Override
    public Duration loadWithin() {
      return Duration.ofSeconds(1);
    }
  }

  private record Reading() implements StreamConfig {
    @Override
    public Duration lookBack() {
      return Duration.ofMinutes(10);
    }

    @Override
    public int sourcesMax() {
      return 100;
    }

    @Override
    public int idsMax() {
      return 100;
    }

    @Override
    public int passedMax() {
      return 100;
    }

    @Override
    public Duration batchInterval() {
      return Duration.ZERO;
    }

    @Override
    public int batchRecordsMax() {
      return 4_000;
    }
  }
}
