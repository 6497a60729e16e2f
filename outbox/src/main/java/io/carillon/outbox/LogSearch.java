package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.carillon.events.Partitions;
import io.carillon.events.RecordHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Finds old rows in the log: a relay that comes back after longer than readers remember reads the
/// rows' partitions once, from the time at which they were written.
///
/// Only the relay's thread, which waits for it. What was read stays known until {@link #forget}: as
/// long as nobody else sends these splits, it stays true.
final class LogSearch {
  /// The clocks of database and broker may differ by so much.
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WAIT = Duration.ofMinutes(2);

  /// Above it only what was asked for is kept, and the next batch reads again.
  private static final int STRANDS_MAX = 200_000;

  private final Map<String, Object> settings;
  private final Map<TopicPartition, Long> readSince = new HashMap<>();
  private final Map<Strand, Long> lastSequences = new HashMap<>();

  LogSearch(Map<String, Object> kafka) {
    settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
  }

  /// A place in the log where a source's sequences grow.
  private record Strand(String topic, ByteBuffer key, String source) {
    static Strand of(StoredRow row) {
      return new Strand(row.topic(), ByteBuffer.wrap(row.key()), row.source());
    }
  }

  /// The ids of those rows that stand in the log.
  Set<Long> find(List<StoredRow> rows) throws LostTenure {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      Map<TopicPartition, Long> unread = unread(consumer, rows);
      if (!unread.isEmpty()) {
        Set<Strand> wanted = rows.stream().map(Strand::of).collect(toSet());
        consumer.assign(unread.keySet());
        seek(consumer, unread);
        readToEnd(consumer, wanted);
        readSince.putAll(unread);
      }
    } catch (KafkaException e) {
      throw new LostTenure("the log could not be read for old rows: " + e, e);
    }
    Set<Long> found = rows.stream().filter(this::isThere).map(StoredRow::id).collect(toSet());
    if (lastSequences.size() > STRANDS_MAX) {
      forget();
    }
    return found;
  }

  /// Others may have sent since, or nobody asks any more.
  void forget() {
    readSince.clear();
    lastSequences.clear();
  }

  private boolean isThere(StoredRow row) {
    Long last = lastSequences.get(Strand.of(row));
    return last != null && row.sequence() <= last;
  }

  /// The partitions that must be read, and since when.
  private Map<TopicPartition, Long> unread(
      Consumer<byte[], byte[]> consumer, List<StoredRow> rows) {
    Map<TopicPartition, Long> since = new HashMap<>();
    for (StoredRow row : rows) {
      int count = consumer.partitionsFor(row.topic()).size();
      var home = new TopicPartition(row.topic(), Partitions.of(row.key(), count));
      long from = System.currentTimeMillis() - row.age().plus(CLOCKS_APART).toMillis();
      since.merge(home, from, Math::min);
    }
    since
        .entrySet()
        .removeIf(one -> readSince.getOrDefault(one.getKey(), Long.MAX_VALUE) <= one.getValue());
    return since;
  }

  private static void seek(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> since) {
    consumer
        .offsetsForTimes(since)
        .forEach((partition, start) -> {
          if (start == null) {
            consumer.seekToEnd(Set.of(partition));
          } else {
            consumer.seek(partition, start.offset());
          }
        });
  }

  private void readToEnd(Consumer<byte[], byte[]> consumer, Set<Strand> wanted) throws LostTenure {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new LostTenure("reading the log for old rows took longer than " + WAIT, null);
      }
      for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
        note(one, wanted);
      }
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> one, Set<Strand> wanted) {
    String source = text(one.headers().lastHeader(RecordHeaders.SOURCE));
    String sequence = text(one.headers().lastHeader(RecordHeaders.SEQUENCE));
    if (source == null || sequence == null || one.key() == null) {
      return;
    }
    var strand = new Strand(one.topic(), ByteBuffer.wrap(one.key()), source);
    if (lastSequences.size() <= STRANDS_MAX || wanted.contains(strand)) {
      lastSequences.merge(strand, number(sequence), Math::max);
    }
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /// Below any sequence when another team wrote something else there.
  private static long number(String sequence) {
    try {
      return Long.parseLong(sequence);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
