package io.carillon.gateway.forward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What one poll gave and what is written for it. Used by the forwarder's thread alone.
final class Batch {
  private final List<Output> outputs = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
  private Semaphore answered = new Semaphore(0);
  private int awaited;

  void add(ConsumerRecord<byte[], byte[]> record, List<ProducerRecord<byte[], byte[]>> written) {
    written.forEach(each -> outputs.add(new Output(record, each)));
    ends.put(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1));
  }

  /// Sends what is not acknowledged, in order, and stops at one that cannot be sent.
  void send(Producer<byte[], byte[]> producer) {
    answered = new Semaphore(0);
    awaited = 0;
    for (Output each : outputs) {
      if (!each.done()) {
        awaited++;
        if (!each.send(producer, answered)) {
          return;
        }
      }
    }
  }

  /// Waits for the fate of what was sent. @return false when it is not known yet
  boolean answeredWithin(Duration wait) throws InterruptedException {
    if (!answered.tryAcquire(awaited, wait.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    awaited = 0;
    return true;
  }

  boolean done() {
    for (Output each : outputs) {
      if (!each.done()) {
        return false;
      }
    }
    return true;
  }

  List<Output> failed() {
    return outputs.stream().filter(each -> each.failure() != null && !each.done()).toList();
  }

  /// Where the group goes on once all is written.
  Map<TopicPartition, OffsetAndMetadata> ends() {
    return ends;
  }
}
