package io.carillon.gateway.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Real consumers whose thread can be held in the middle of its work, as a process that is stopped
/// or starved: what it has read is in its hands, and its group gives its partitions to others.
final class HangingConsumers {
  private static final int POLL_INTERVAL_MS = 6_500;

  private volatile boolean hanging;

  /// Settings as the gateway has them.
  static Map<String, Object> plain(Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", false);
    return all;
  }

  Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    var all = plain(settings);
    all.put("max.poll.interval.ms", POLL_INTERVAL_MS);
    all.put("session.timeout.ms", 6_000);
    all.put("heartbeat.interval.ms", 500);
    return new Hanging(all);
  }

  /// From now on a thread that has read something goes no further.
  void hang() {
    hanging = true;
  }

  void wake() {
    hanging = false;
  }

  private final class Hanging extends KafkaConsumer<byte[], byte[]> {
    Hanging(Map<String, Object> settings) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      var records = super.poll(timeout);
      while (hanging && !records.isEmpty()) {
        LockSupport.parkNanos(10_000_000);
      }
      return records;
    }
  }
}
