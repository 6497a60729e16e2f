package io.carillon.events;

import org.apache.kafka.common.utils.Utils;

/// The home partition of a key: murmur2, as Kafka's own Java client places keyed records.
///
/// Clients whose default differs (librdkafka's is `consistent_random`) must set
/// `partitioner=murmur2_random`, else their records arrive in foreign partitions.
public final class Partitions {
  private Partitions() {}

  /// The partition of `key` in a topic that has `count` of them.
  public static int of(byte[] key, int count) {
    return Utils.toPositive(Utils.murmur2(key)) % count;
  }
}
