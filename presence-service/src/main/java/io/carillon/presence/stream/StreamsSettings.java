package io.carillon.presence.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.TopicSetup;
import io.carillon.presence.PresenceConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The engine's settings as Kafka Streams takes them.
///
/// @param advertised where other instances reach this one, as host:port
record StreamsSettings(String advertised, Properties properties) {
  private static final int COMMIT_MILLIS = 100;
  private static final int HEARTBEATS_PER_SESSION = 4;
  private static final int POLL_INTERVAL_MILLIS_MAX = 60_000;
  private static final int CHANGELOG_SEGMENT_BYTES = 16 << 20;
  private static final long CHANGELOG_UNCOMPACTED_MILLIS_MAX = 3_600_000;

  static StreamsSettings of(
      Map<String, Object> kafka,
      PlatformConfig platform,
      PresenceConfig.Streams config,
      String listening) {
    var advertised = config.advertised().orElse(listening);
    var properties = new Properties();
    properties.putAll(kafka);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, platform.topics().prefix() + "presence");
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory(platform).toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) platform.topics().replication());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    // Sockets and HTTP are independent, so neither waits for the other.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    session(config, platform, advertised, properties);
    producer(properties);
    return new StreamsSettings(advertised, properties);
  }

  /// Settings of the changelog's topic: small segments, so that a start reads little.
  static Map<String, String> changelog() {
    return Map.of(
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(CHANGELOG_SEGMENT_BYTES),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(CHANGELOG_UNCOMPACTED_MILLIS_MAX));
  }

  private static void session(
      PresenceConfig.Streams config,
      PlatformConfig platform,
      String advertised,
      Properties properties) {
    var millis = Math.toIntExact(config.sessionTimeout().toMillis());
    consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis, properties);
    consumer(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis / HEARTBEATS_PER_SESSION, properties);
    consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS_MAX, properties);
    consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", properties);
    instance(config, platform, advertised)
        .ifPresentOrElse(
            name -> consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name, properties),
            // Kafka Streams stays in the group by default; one without a name cannot come back to
            // it.
            () -> consumer("internal.leave.group.on.close", true, properties));
  }

  private static Optional<String> instance(
      PresenceConfig.Streams config, PlatformConfig platform, String advertised) {
    var development =
        platform.development()
            ? Optional.of(advertised.replace(':', '-'))
            : Optional.<String>empty();
    return config.instance().or(() -> development);
  }

  private static void producer(Properties properties) {
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    // Kafka Streams would wait 100 ms for more records: a first change is to be told at once.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicSetup.MESSAGE_BYTES_MAX);
  }

  private static void consumer(String name, Object value, Properties properties) {
    properties.put(StreamsConfig.mainConsumerPrefix(name), value);
  }

  private static Path stateDirectory(PlatformConfig platform) {
    return platform
        .stateDir()
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "carillon-presence"));
  }
}
