package io.carillon.gateway.webhook;

import io.carillon.events.Topics;
import io.carillon.gateway.webhook.Owned.Start;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The partition numbers that this gateway owns, through the hand-overs of their group.
///
/// A commit says how far records were told of and, for memberships, up to which time: so whoever
/// takes over knows what is still held back. What is kept here over a hand-over that came back is
/// used on only when nobody has committed in between. Used by the deriver's thread alone.
final class Derivations {
  /// Misses of cached channels that were written at once stand close together.
  private static final long LOOK_BACK_RECORDS = 1_000;

  private static final String PAUSED = "paused";

  private final Consumer<byte[], byte[]> consumer;
  private final Topics topics;
  private final Function<Start, Owned> making;
  private final Map<TopicPartition, Long> firstEnds;
  private final long firstTime;
  private final TreeMap<Integer, Owned> owned = new TreeMap<>();
  private final Map<Integer, Owned> handedOver = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final Map<TopicPartition, Long> left = new HashMap<>();
  private boolean logWanted;

  /// @param firstEnds where the topics ended when this gateway started: from there on things are
  ///   told that nobody has committed anything about
  /// @param firstTime that moment, in ms
  Derivations(
      Consumer<byte[], byte[]> consumer,
      Topics topics,
      Map<TopicPartition, Long> firstEnds,
      long firstTime,
      boolean logWanted,
      Function<Start, Owned> making) {
    this.consumer = consumer;
    this.topics = topics;
    this.firstEnds = firstEnds;
    this.firstTime = firstTime;
    this.logWanted = logWanted;
    this.making = making;
  }

  TopicPartition memberships(int number) {
    return new TopicPartition(topics.memberships(), number);
  }

  TopicPartition log(int number) {
    return new TopicPartition(topics.channelEvents(), number);
  }

  Map<Integer, Owned> owned() {
    return owned;
  }

  void assigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> commits = consumer.committed(new HashSet<>(partitions));
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (int number : numbers(partitions)) {
      TopicPartition memberships = memberships(number);
      TopicPartition log = log(number);
      Owned kept = handedOver.get(number);
      if (kept != null && unchanged(memberships, commits) && unchanged(log, commits)) {
        consumer.seek(memberships, left.getOrDefault(memberships, 0L));
        consumer.seek(log, left.getOrDefault(log, 0L));
        owned.put(number, kept);
      } else {
        begin(number, commits, begins, ends);
      }
    }
    handedOver.clear();
    left.clear();
    if (!logWanted) {
      consumer.pause(logs());
    }
  }

  private Set<Integer> numbers(Collection<TopicPartition> partitions) {
    var numbers = new HashSet<Integer>();
    for (TopicPartition each : partitions) {
      numbers.add(each.partition());
      if (!partitions.contains(memberships(each.partition()))
          || !partitions.contains(log(each.partition()))) {
        throw new IllegalStateException(
            "the group gave partition %d of one topic alone; memberships and log must have the same number of partitions"
                .formatted(each.partition()));
      }
    }
    return numbers;
  }

  private boolean unchanged(
      TopicPartition partition, Map<TopicPartition, OffsetAndMetadata> commits) {
    OffsetAndMetadata ours = committed.get(partition);
    return ours != null && ours.equals(commits.get(partition));
  }

  private void begin(
      int number,
      Map<TopicPartition, OffsetAndMetadata> commits,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    TopicPartition memberships = memberships(number);
    TopicPartition log = log(number);
    OffsetAndMetadata told = usable(commits.get(memberships), ends.getOrDefault(memberships, 0L));
    OffsetAndMetadata read = usable(commits.get(log), ends.getOrDefault(log, 0L));
    long logFrom =
        read == null ? first(log, ends) : paused(read) ? ends.getOrDefault(log, 0L) : read.offset();
    var start =
        told == null
            ? new Start(first(memberships, ends), firstTime, logFrom)
            : new Start(told.offset(), time(told), logFrom);
    owned.put(number, making.apply(start));
    consumer.seek(memberships, begins.getOrDefault(memberships, 0L));
    consumer.seek(log, Math.max(begins.getOrDefault(log, 0L), logFrom - LOOK_BACK_RECORDS));
    committed.keySet().remove(memberships);
    committed.keySet().remove(log);
  }

  /// A commit beyond the end is one of a topic that was made anew.
  private static @Nullable OffsetAndMetadata usable(@Nullable OffsetAndMetadata commit, long end) {
    return commit == null || commit.offset() > end ? null : commit;
  }

  private long first(TopicPartition partition, Map<TopicPartition, Long> ends) {
    long end = ends.getOrDefault(partition, 0L);
    return Math.min(firstEnds.getOrDefault(partition, end), end);
  }

  private static boolean paused(OffsetAndMetadata commit) {
    return PAUSED.equals(commit.metadata());
  }

  private static long time(OffsetAndMetadata commit) {
    try {
      return Long.parseLong(commit.metadata());
    } catch (NumberFormatException e) {
      return 0; // none of ours: what is held back is told by this owner
    }
  }

  /// The log is read only while somebody wants to know what it says; what came meanwhile is not
  /// told.
  void wantLog(boolean wanted) {
    if (wanted == logWanted) {
      return;
    }
    logWanted = wanted;
    Set<TopicPartition> logs = logs();
    if (logs.isEmpty()) {
      return; // to Kafka's client none would mean all
    }
    if (wanted) {
      consumer.seekToEnd(logs);
      consumer.resume(logs);
    } else {
      consumer.pause(logs);
    }
  }

  private Set<TopicPartition> logs() {
    var logs = new HashSet<TopicPartition>();
    owned.keySet().forEach(number -> logs.add(log(number)));
    return logs;
  }

  /// What is to be committed since the last time.
  Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    owned.forEach((number, each) -> {
      TopicPartition memberships = memberships(number);
      if (each.live()) {
        add(offsets, memberships, Long.toString(each.time()));
      }
      TopicPartition log = log(number);
      if (each.logStartsBy(consumer.position(log))) {
        add(offsets, log, logWanted ? "" : PAUSED);
      }
    });
    return offsets;
  }

  private void add(
      Map<TopicPartition, OffsetAndMetadata> offsets, TopicPartition partition, String metadata) {
    var offset = new OffsetAndMetadata(consumer.position(partition), metadata);
    if (!offset.equals(committed.get(partition))) {
      offsets.put(partition, offset);
    }
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    committed.putAll(offsets);
  }

  /// Others may own them now, or it is this one again.
  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition each : partitions) {
      left.put(each, consumer.position(each));
    }
    owned.forEach((number, each) -> {
      if (each.live()) {
        handedOver.put(number, each);
      }
    });
    owned.clear();
  }

  /// Others have owned them in between.
  void lost() {
    owned.clear();
    handedOver.clear();
    left.clear();
  }
}
