package io.carillon.gateway.forward;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/// How far a group has come, and where it goes on when nobody knows. Used by the forwarder's thread
/// alone.
final class GroupPositions {
  private static final Logger LOG = Logger.getLogger(GroupPositions.class);
  private static final Duration COMMIT_MAX = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final FirstStart firstStart;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  GroupPositions(Consumer<byte[], byte[]> consumer, FirstStart firstStart) {
    this.consumer = consumer;
    this.firstStart = firstStart;
  }

  /// The next records; none while positions have to be found.
  ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    try {
      return consumer.poll(wait);
    } catch (NoOffsetForPartitionException e) {
      begin(e.partitions());
    } catch (OffsetOutOfRangeException e) {
      beyondRange(e);
    } catch (InvalidOffsetException e) {
      throw new KafkaException("a position cannot be found", e);
    }
    return ConsumerRecords.empty();
  }

  /// A partition that the group has not read: where its topic is new to the group as the setting
  /// says, else from its beginning, since it was added later.
  private void begin(Set<TopicPartition> partitions) {
    Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    for (String topic : topics) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      boolean known =
          consumer.committed(new HashSet<>(all)).values().stream().anyMatch(each -> each != null);
      List<TopicPartition> mine =
          partitions.stream().filter(each -> each.topic().equals(topic)).toList();
      if (known || firstStart == FirstStart.EARLIEST) {
        consumer.beginningOffsets(mine).forEach(consumer::seek);
      } else {
        beginAtEnd(all, mine);
      }
    }
  }

  /// Committed for all partitions at once, also those of other members: whoever comes next knows
  /// that the group has read this topic.
  private void beginAtEnd(List<TopicPartition> all, List<TopicPartition> mine) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    ends.forEach((partition, end) -> commits.put(partition, new OffsetAndMetadata(end)));
    consumer.commitSync(commits, COMMIT_MAX);
    mine.forEach(each -> consumer.seek(each, ends.getOrDefault(each, 0L)));
  }

  /// Records went before they were read (retention), or the topic was made anew.
  private void beyondRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
    consumer
        .beginningOffsets(wanted.keySet())
        .forEach((partition, begin) -> {
          LOG.warnf(
              "A topic does not hold the next position, and is read on from its beginning:"
                  + " partition=%s wanted=%s next=%d",
              partition, wanted.get(partition), begin);
          consumer.seek(partition, begin);
        });
  }

  /// These are done with; committed by [#commit] as soon as the group takes it.
  void done(Map<TopicPartition, OffsetAndMetadata> ends) {
    uncommitted.putAll(ends);
  }

  /// Those of other gateways by now are left out: their owners may have come further.
  void doneWhereOwned(Map<TopicPartition, OffsetAndMetadata> ends) {
    Map<TopicPartition, OffsetAndMetadata> owned = new HashMap<>(ends);
    owned.keySet().retainAll(consumer.assignment());
    done(owned);
  }

  void commit() {
    commit(uncommitted.keySet());
  }

  /// What is done of these partitions. While partitions change hands it waits for the next time.
  void commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(uncommitted);
    offsets.keySet().retainAll(partitions);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, COMMIT_MAX);
      uncommitted.keySet().removeAll(offsets.keySet());
    } catch (RebalanceInProgressException | CommitFailedException e) {
      LOG.debugf("Partitions change hands, commits wait: %s", e.getMessage());
    }
  }

  /// Another gateway has them now.
  void lost(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(partitions);
  }
}
