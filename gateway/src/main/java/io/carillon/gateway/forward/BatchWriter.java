package io.carillon.gateway.forward;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.DeadLetterCodec;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes batches until all of them is acknowledged, however long Kafka is away. A record that
/// Kafka refuses for good becomes a dead letter. Used by the forwarder's thread alone.
final class BatchWriter {
  private static final Logger LOG = Logger.getLogger(BatchWriter.class);
  private static final Duration ALIVE = Duration.ofSeconds(1);

  private final String name;
  private final String letters;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Waiting waiting;
  private final DeadLetterCodec deadLetters = new DeadLetterCodec();
  private final LongAdder refused = new LongAdder();
  private @Nullable Producer<byte[], byte[]> producer;

  /// What the forwarder does while Kafka is away. Both end with an interruption when it stops.
  interface Waiting {
    /// Tells the group that this member lives.
    void stayMember() throws InterruptedException;

    /// The same after a while.
    void pause() throws InterruptedException;
  }

  BatchWriter(
      String name, String letters, Supplier<Producer<byte[], byte[]>> producers, Waiting waiting) {
    this.name = name;
    this.letters = letters;
    this.producers = producers;
    this.waiting = waiting;
  }

  void write(Batch batch) throws InterruptedException {
    while (true) {
      batch.send(producer());
      while (!batch.answeredWithin(ALIVE)) {
        waiting.stayMember();
      }
      if (batch.done()) {
        return;
      }
      if (!onlyRefused(batch)) {
        waiting.pause();
      }
    }
  }

  /// Makes dead letters of what Kafka refuses for good. @return false when there is something that
  /// is worth another try later
  private boolean onlyRefused(Batch batch) {
    boolean onlyRefused = true;
    for (Output each : batch.failed()) {
      Exception why = each.failure();
      if (each.refusedForGood()) {
        refuse(each, String.valueOf(why));
      } else {
        onlyRefused = false;
        warn(why);
        if (!(why instanceof TimeoutException)) {
          // Whatever became of this producer, a new one starts clean; what it had under way is
          // sent again, and readers tell the second copy.
          close();
        }
      }
    }
    return onlyRefused;
  }

  private void refuse(Output output, String why) {
    refused.increment();
    var reason = new BrokenRecord(Reason.DATA, "Kafka refused it: " + why);
    if (!output.replaceBy(deadLetters.encode(letters, output.from(), reason))) {
      LOG.errorf(
          "Kafka refused a dead letter, the record stays where it is: topic=%s partition=%d offset=%d",
          output.from().topic(), output.from().partition(), output.from().offset());
    }
  }

  private Producer<byte[], byte[]> producer() throws InterruptedException {
    Producer<byte[], byte[]> open = producer;
    while (open == null) {
      try {
        open = producers.get();
      } catch (KafkaException e) {
        warn(e);
        waiting.pause();
      }
    }
    producer = open;
    return open;
  }

  private void warn(@Nullable Exception why) {
    LOG.warnf(
        "Writing waits for Kafka and is tried again: %s: %s",
        name, why == null ? "no answer" : why.getMessage());
  }

  /// Records that Kafka refused for good.
  long refused() {
    return refused.sum();
  }

  /// Gives up what is under way.
  void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
