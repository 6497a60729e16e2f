package io.carillon.leaderboard.publish;

import io.carillon.events.WriterSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/// Writes to the log from any thread, an event loop too: it never blocks and fails within a bound.
@ApplicationScoped
public class LogWriter {

  // Below the time in which a request is answered, so that an answer knows its record's fate where
  // that can be known.
  private static final int DELIVERY_MILLIS_MAX = 4_000;
  private static final int REQUEST_MILLIS_MAX = 3_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  @Inject
  LogWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
    // A topic that was forgotten could not be written to without blocking.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    producer = new KafkaProducer<>(WriterSettings.over(settings));
  }

  /// Completes when the log holds the record; fails when nobody can say whether it does.
  public CompletionStage<?> write(ProducerRecord<byte[], byte[]> record) {
    var fate = new CompletableFuture<Void>();
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  fate.complete(null);
                } else {
                  fate.completeExceptionally(failure);
                }
              });
    } catch (KafkaException full) {
      fate.completeExceptionally(full);
    }
    return fate;
  }

  /// Learns where the topics are, which `write` does not wait for. Blocks until the broker has
  /// answered.
  public void prepare(List<String> topics) throws InterruptedException {
    for (var topic : topics) {
      while (!knows(topic)) {
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  @PreDestroy
  void close() {
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
