package io.carillon.gateway;

import io.carillon.events.TopicSetup;
import io.carillon.events.WriterSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The gateway's own Kafka clients: assigned readers without a group, and the writer of
/// memberships.
final class KafkaClients {
  private static final int RECONNECT_BACKOFF_MAX_MS = 500;
  private static final int API_TIMEOUT_MS = 10_000;
  private static final int SESSION_TIMEOUT_MS = 10_000;
  private static final int HEARTBEAT_MS = 3_000;
  private static final int METADATA_AGE_MAX_MS = 30_000;
  private static final int FETCH_BYTES_MAX = 8 << 20;
  private static final int PATIENT_FETCH_BYTES = 1 << 20;
  private static final int PATIENT_FETCH_WAIT_MS = 500;

  private final Map<String, Object> common;

  /// @param kafka bootstrap servers and security
  KafkaClients(Map<String, Object> kafka) {
    common = new HashMap<>(kafka);
    // A broker that comes back is found within half a second, not within the default of one.
    common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MS);
  }

  Map<String, Object> common() {
    return common;
  }

  /// The id of a topic: one that was made anew has the name of the old one and another id.
  ///
  /// @throws KafkaException when the brokers do not say
  String topicId(String topic) {
    return TopicSetup.idOf(common, topic);
  }

  /// Takes part in a group, or looks at its commits.
  Consumer<byte[], byte[]> reader(
      String clientId, int recordsMax, String beyondRange, String group) {
    return reader(
        clientId,
        recordsMax,
        beyondRange,
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName()));
  }

  /// Takes part in a group whose members share the work: a dead one's partitions are taken over
  /// after ten seconds, new partitions are found within thirty, what is fetched ahead is bounded.
  Consumer<byte[], byte[]> member(String clientId, int recordsMax, String group) {
    return reader(clientId, recordsMax, "none", membership(group));
  }

  /// The same for work that nobody waits for: records come twice a second, or when there are many.
  Consumer<byte[], byte[]> patientMember(String clientId, int recordsMax, String group) {
    var settings = new HashMap<>(membership(group));
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, PATIENT_FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, PATIENT_FETCH_WAIT_MS);
    return reader(clientId, recordsMax, "none", settings);
  }

  private static Map<String, Object> membership(String group) {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        group,
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        SESSION_TIMEOUT_MS,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        HEARTBEAT_MS,
        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
        METADATA_AGE_MAX_MS,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        FETCH_BYTES_MAX);
  }

  Consumer<byte[], byte[]> reader(String clientId, int recordsMax, String beyondRange) {
    return reader(clientId, recordsMax, beyondRange, Map.of());
  }

  /// @param group what makes it a member of a group
  Consumer<byte[], byte[]> reader(
      String clientId, int recordsMax, String beyondRange, Map<String, Object> group) {
    var settings = new HashMap<>(common);
    settings.putAll(group);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, beyondRange);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// Gives up after a while, and is asked again by its caller.
  Producer<byte[], byte[]> writer(String clientId) {
    var settings = WriterSettings.over(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * API_TIMEOUT_MS);
    return new KafkaProducer<>(settings);
  }

  /// With settings of its own on top of what every writer has.
  Producer<byte[], byte[]> writer(String clientId, Map<String, Object> more) {
    var settings = WriterSettings.over(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.putAll(more);
    return new KafkaProducer<>(settings);
  }

  /// Never gives up what it took, so that the log always holds a prefix of what was sent; waits a
  /// while for room and for metadata. Not for event loops.
  Producer<byte[], byte[]> steadfastWriter(String clientId) {
    var settings = WriterSettings.over(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return new KafkaProducer<>(settings);
  }

  /// Never blocks and never gives up: what it takes is written, however long Kafka is away.
  Producer<byte[], byte[]> patientWriter(String clientId) {
    var settings = new HashMap<>(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
