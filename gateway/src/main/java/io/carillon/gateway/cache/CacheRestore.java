package io.carillon.gateway.cache;

import io.carillon.events.BrokenRecord;
import io.carillon.events.CachedEvent;
import io.carillon.events.CachedEventCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Folds the topic of copies into [LastEvents] when a gateway starts.
///
/// A copy counts only when it stands before the gateway's own reading of the log: what stands after
/// that is read there, by rules that a copy does not show; and a copy that outlived its log (the
/// topic was made anew) stands nowhere.
final class CacheRestore {
  private static final Logger LOG = Logger.getLogger(CacheRestore.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LastEvents events;
  private final List<TopicPartition> partitions;
  private final CachedEventCodec codec = new CachedEventCodec();

  CacheRestore(
      Supplier<Consumer<byte[], byte[]>> consumers,
      String topic,
      int partitions,
      LastEvents events) {
    this.consumers = consumers;
    this.events = events;
    this.partitions =
        IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
  }

  /// Reads to the topic's present end.
  ///
  /// @param starts where the log's own reading starts, by partition
  void run(IntToLongFunction starts) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      consumer.seekToBeginning(partitions);
      while (!reached(ends, consumer)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, starts);
        }
      }
    }
  }

  private static boolean reached(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }

  private void take(ConsumerRecord<byte[], byte[]> record, IntToLongFunction starts) {
    try {
      CachedEvent copy = codec.decode(record);
      if (copy.offset() < starts.applyAsLong(record.partition())) {
        events.restore(copy);
      }
    } catch (BrokenRecord e) {
      LOG.warnf(
          "Passed over a broken cached event: partition=%d offset=%d reason=%s",
          record.partition(), record.offset(), e.detail());
    }
  }
}
