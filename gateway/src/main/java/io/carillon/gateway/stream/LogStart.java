package io.carillon.gateway.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// Where a starting gateway begins to read: some minutes back, to know what relays may send again,
/// and further where last events of cached channels were not copied yet that may still be asked
/// for.
///
/// @param lookBack for what relays send again
/// @param cached how long a last event counts
public record LogStart(InstantSource clock, Duration lookBack, Duration cached) {
  /// The time from which on every record is read.
  long lookedBackTo() {
    return clock.millis() - lookBack.toMillis();
  }

  /// @param consumer of the group whose commits say how far last events are copied
  /// @param ends where the log ends now
  Map<TopicPartition, Long> of(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> again = since(lookBack, consumer, partitions, ends);
    Map<TopicPartition, Long> counting = since(cached, consumer, partitions, ends);
    Map<TopicPartition, OffsetAndMetadata> copied = consumer.committed(new HashSet<>(partitions));
    var starts = new HashMap<TopicPartition, Long>();
    again.forEach((partition, start) -> {
      OffsetAndMetadata commit = copied.get(partition);
      long notCopied =
          Math.max(counting.getOrDefault(partition, start), commit == null ? 0 : commit.offset());
      starts.put(partition, Math.min(start, notCopied));
    });
    return starts;
  }

  private Map<TopicPartition, Long> since(
      Duration back,
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    long time = clock.instant().minus(back).toEpochMilli();
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    var starts = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      starts.put(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
    }
    return starts;
  }
}
