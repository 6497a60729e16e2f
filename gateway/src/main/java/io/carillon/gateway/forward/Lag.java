package io.carillon.gateway.forward;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// How many records wait, by topic, as the client knows it from its fetches. Measured by the
/// forwarder's thread, read by others.
final class Lag {
  private final Consumer<byte[], byte[]> consumer;
  private volatile Map<String, Long> byTopic = Map.of();

  Lag(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  void measure() {
    Map<String, Long> sums = new HashMap<>();
    for (TopicPartition each : consumer.assignment()) {
      sums.merge(each.topic(), consumer.currentLag(each).orElse(0), Long::sum);
    }
    byTopic = sums;
  }

  long of(String topic) {
    return byTopic.getOrDefault(topic, 0L);
  }
}
