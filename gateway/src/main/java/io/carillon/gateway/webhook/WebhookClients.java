package io.carillon.gateway.webhook;

import io.carillon.events.Topics;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The Kafka clients of webhooks; whoever uses one closes it.
///
/// @param deriving with the settings of [#deriving(Topics)]; a new one for each new beginning
/// @param transactions with the settings of [#transactions(Topics)]; the same
/// @param delivering with the settings of [#delivering(Topics)]
/// @param letters reads dead letters when it is asked; without a group
/// @param writer writes dead letters: it neither blocks nor gives up
public record WebhookClients(
    Supplier<Consumer<byte[], byte[]>> deriving,
    Supplier<Producer<byte[], byte[]>> transactions,
    Supplier<Consumer<byte[], byte[]>> delivering,
    Supplier<Consumer<byte[], byte[]>> letters,
    Producer<byte[], byte[]> writer) {
  /// A gateway that died has its partitions taken over after this; not below the brokers' own
  /// minimum (6 s).
  private static final int SESSION_MS = 10_000;

  private static final int HEARTBEAT_MS = 3_000;

  /// One that hangs between two polls has them taken over after this.
  private static final int POLL_INTERVAL_MS = 60_000;

  private static final int FETCH_BYTES_MAX = 8 * 1024 * 1024;

  /// Above the longest wait within one.
  private static final int TRANSACTION_MS = 15_000;

  private static final int BLOCK_MS = 10_000;

  /// For the one who derives deliveries. Both of its topics have the same number of partitions, so
  /// ranges give a member the same partition numbers of both: one owner folds a channel's
  /// memberships and its log. (A sticky or round-robin assignor would part them.)
  public static Map<String, Object> deriving(Topics topics) {
    return member(derivers(topics), RangeAssignor.class);
  }

  /// For the one who sends them. Nothing depends on which partitions go together, so a gateway that
  /// comes or goes moves only some.
  public static Map<String, Object> delivering(Topics topics) {
    return member(topics.prefix() + "gateway-webhooks-delivery", CooperativeStickyAssignor.class);
  }

  static String derivers(Topics topics) {
    return topics.prefix() + "gateway-webhooks";
  }

  private static Map<String, Object> member(String group, Class<?> assignor) {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG, group,
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, assignor.getName(),
        // Deliveries count when their transaction is over, and a commit that is under way is waited
        // for by the next owner.
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS,
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MS,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
  }

  /// For the producer of deliveries. Its name is new each time: an owner that was replaced is kept
  /// from writing by its group's generation, not by the name.
  public static Map<String, Object> transactions(Topics topics) {
    return Map.of(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, derivers(topics) + "-" + UUID.randomUUID(),
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MS,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BLOCK_MS);
  }
}
