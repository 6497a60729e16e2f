package io.carillon.leaderboard.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.TopicSetup;
import io.carillon.leaderboard.LeaderboardConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/// Makes Kafka Streams with the engine's topology and settings.
@ApplicationScoped
class StreamsFactory {

  private static final int COMMIT_MILLIS = 1_000;
  private static final int HEARTBEATS_PER_SESSION = 4;

  private final Map<String, Object> kafka;
  private final PlatformConfig platform;
  private final LeaderboardConfig.Streams config;
  private final BoardTask.Wiring wiring;
  private final OwnAddress address;

  @Inject
  StreamsFactory(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      PlatformConfig platform,
      LeaderboardConfig config,
      BoardTask.Wiring wiring,
      OwnAddress address) {
    this.kafka = kafka;
    this.platform = platform;
    this.config = config.streams();
    this.wiring = wiring;
    this.address = address;
  }

  KafkaStreams create() {
    var applicationId = platform.topics().prefix() + "leaderboard";
    var changelog = LeaderboardTopology.changelog(applicationId);
    return new KafkaStreams(
        LeaderboardTopology.of(wiring),
        settings(applicationId),
        new AcknowledgingClients(changelog, wiring.answers()));
  }

  private Properties settings(String applicationId) {
    var settings = new Properties();
    settings.putAll(kafka);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.toString());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) platform.topics().replication());
    // What is read again after a crash is what came in within this time.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    setSession(settings);
    setProducer(settings);
    return settings;
  }

  private void setSession(Properties settings) {
    var millis = Math.toIntExact(config.sessionTimeout().toMillis());
    set(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis);
    set(settings, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis / HEARTBEATS_PER_SESSION);
    instance()
        .ifPresentOrElse(
            name -> set(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name),
            // Kafka Streams stays in its group when it stops, which only helps those who can come
            // back under a name.
            () -> set(settings, "internal.leave.group.on.close", true));
  }

  private Optional<String> instance() {
    return config
        .instance()
        .or(() ->
            platform.development()
                ? Optional.of(address.host() + "-" + address.port())
                : Optional.empty());
  }

  private static void set(Properties settings, String name, Object value) {
    settings.put(StreamsConfig.mainConsumerPrefix(name), value);
  }

  private static void setProducer(Properties settings) {
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    // Kafka Streams would wait 100 ms for more records; here a request waits for this one.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicSetup.MESSAGE_BYTES_MAX);
  }

  private Path stateDirectory() {
    return platform
        .stateDir()
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "carillon-leaderboard"));
  }
}
