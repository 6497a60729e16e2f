package io.carillon.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/// Writes to the log from any thread, an event loop too: it never blocks and fails within a bound.
public final class LogWriter implements AutoCloseable {
  // Below the time in which a request is answered, so that an answer knows its record's fate where
  // that can be known.
  private static final int DELIVERY_MILLIS_MAX = 4_000;
  private static final int REQUEST_MILLIS_MAX = 3_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  /// A writer that reaches the broker by `kafka` (bootstrap servers, security).
  public LogWriter(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
    // A topic that was forgotten could not be written to without blocking.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    producer = new KafkaProducer<>(WriterSettings.over(settings));
  }

  /// Gives the record's place once every in-sync broker has it; fails when nobody can say whether
  /// they do.
  public CompletionStage<RecordMetadata> write(ProducerRecord<byte[], byte[]> record) {
    var place = new CompletableFuture<RecordMetadata>();
    try {
      var _ =
          producer.send(
              record,
              (written, failure) -> {
                if (failure == null) {
                  place.complete(written);
                } else {
                  place.completeExceptionally(failure);
                }
              });
    } catch (KafkaException full) {
      place.completeExceptionally(full);
    }
    return place;
  }

  /// Learns where the topics are, which `write` does not wait for. Blocks until the broker has
  /// answered.
  public void prepare(Collection<String> topics) throws InterruptedException {
    for (var topic : topics) {
      while (!knows(topic)) {
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  /// Waits a little for what is under way.
  @Override
  public void close() {
    producer.close(CLOSE_WAIT_MAX);
  }

  private boolean knows(String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException notYet) {
      return false;
    }
  }
}
