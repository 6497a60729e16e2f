package io.carillon.outbox;

import io.carillon.events.DeadLetterCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows that are with Kafka, in the order in which they were handed over.
///
/// Only the relay's thread; the producer's own thread does no more than add an outcome to the queue
/// and wake the relay.
final class Dispatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private final Producer<byte[], byte[]> producer;
  private final String deadLetters;
  private final RelayMetrics metrics;
  private final Runnable wakeUp;
  private final LongSupplier nanos;
  private final DeadLetterCodec letters = new DeadLetterCodec();
  private final Map<Long, InFlight> inFlight = new LinkedHashMap<>(); // the longest first
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>(); // at most one per row

  Dispatch(RelaySettings settings, RelayMetrics metrics, Runnable wakeUp) {
    this(
        new KafkaProducer<>(settings.producer()),
        settings.deadLetters(),
        metrics,
        wakeUp,
        System::nanoTime);
  }

  Dispatch(
      Producer<byte[], byte[]> producer,
      String deadLetters,
      RelayMetrics metrics,
      Runnable wakeUp,
      LongSupplier nanos) {
    this.producer = producer;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.wakeUp = wakeUp;
    this.nanos = nanos;
  }

  private record InFlight(StoredRow row, long since) {}

  /// What became of a row; `letter` when it was its dead letter that was sent.
  private record Outcome(StoredRow row, boolean letter, @Nullable Exception failure) {}

  /// Hands a row to the producer. False when there is no room or no metadata yet: neither this row
  /// nor a later one may be sent before it, so the caller stops here and comes back.
  boolean send(StoredRow row, boolean again) {
    inFlight.put(row.id(), new InFlight(row, nanos.getAsLong()));
    if (!hand(row, row.toSend(again), false)) {
      inFlight.remove(row.id());
      return false;
    }
    if (again) {
      metrics.countRepeated();
    }
    return true;
  }

  /// The ids that are done with, and may be removed from the table.
  List<Long> done() throws LostTenure {
    List<Long> done = new ArrayList<>();
    for (int left = outcomes.size(); left > 0; left--) {
      Outcome outcome = outcomes.remove();
      if (settled(outcome)) {
        done.add(outcome.row().id());
      }
    }
    return done;
  }

  /// Forgets rows that stand in the table no more.
  void removed(List<Long> ids) {
    ids.forEach(inFlight::remove);
  }

  Long[] ids() {
    return inFlight.keySet().toArray(Long[]::new);
  }

  int size() {
    return inFlight.size();
  }

  boolean holds(int split) {
    return inFlight.values().stream().anyMatch(flying -> flying.row().split() == split);
  }

  /// A producer has no time limit of its own, and its pauses go by the wall clock: one that was set
  /// back can keep it from a broker that is there. A new producer has no such past.
  void requireNotStalled(Duration stall) throws LostTenure {
    var oldest = inFlight.values().iterator();
    if (oldest.hasNext() && nanos.getAsLong() - oldest.next().since() > stall.toNanos()) {
      throw new LostTenure("Kafka has said nothing of a row for " + stall.toSeconds() + " s", null);
    }
  }

  /// Ends at once: what is not on the wire yet is never sent.
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private boolean hand(StoredRow row, ProducerRecord<byte[], byte[]> record, boolean letter) {
    var handing = new Handing(row, letter);
    try {
      var _ = producer.send(record, handing);
    } catch (KafkaException | IllegalStateException e) {
      handing.failedAtOnce = e;
    }
    handing.underWay = false;
    Exception failure = handing.failedAtOnce;
    if (failure instanceof TimeoutException) {
      return false;
    }
    if (failure != null) {
      tell(new Outcome(row, letter, failure));
    }
    return true;
  }

  private void tell(Outcome outcome) {
    outcomes.add(outcome);
    wakeUp.run();
  }

  private boolean settled(Outcome outcome) throws LostTenure {
    Exception failure = outcome.failure();
    if (failure == null) {
      count(outcome);
      return true;
    }
    if (outcome.letter() || !isRefusal(failure)) {
      throw new LostTenure(
          "the producer failed on " + outcome.row().topic() + ": " + failure, failure);
    }
    LOG.warn(
        "Kafka refused a row for good: source={} sequence={} topic={} reason={}",
        outcome.row().source(),
        outcome.row().sequence(),
        outcome.row().topic(),
        failure.getClass().getSimpleName());
    bury(outcome.row(), failure);
    return false;
  }

  private void count(Outcome outcome) {
    if (outcome.letter()) {
      metrics.countDead();
    } else {
      metrics.countSent();
    }
  }

  private void bury(StoredRow row, Exception failure) {
    var letter =
        letters.encode(
            deadLetters,
            row.toSend(false),
            failure.getClass().getSimpleName(),
            String.valueOf(failure.getMessage()));
    if (!hand(row, letter, true)) {
      outcomes.add(new Outcome(row, false, failure)); // no room yet: the next turn tries again
    }
  }

  /// Whether the same record would be refused by any broker at any time. What may pass, rights that
  /// are missing for one, is not among it: such rows wait.
  private static boolean isRefusal(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidTopicException
        || failure instanceof InvalidRecordException
        || failure instanceof SerializationException;
  }

  /// One call of the producer's `send`. What fails while it is under way was never taken; what
  /// fails later, on the producer's thread, was.
  private final class Handing implements Callback {
    private final StoredRow row;
    private final boolean letter;
    private final Thread caller = Thread.currentThread();
    private boolean underWay = true; // the caller's own, as the next one
    private @Nullable Exception failedAtOnce;

    Handing(StoredRow row, boolean letter) {
      this.row = row;
      this.letter = letter;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata where, @Nullable Exception failure) {
      if (failure != null && Thread.currentThread().equals(caller) && underWay) {
        failedAtOnce = failure;
      } else {
        tell(new Outcome(row, letter, failure));
      }
    }
  }
}
