package io.carillon.presence.publish;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.Partitions;
import io.carillon.events.WriterSettings;
import io.carillon.presence.domain.ViewerCommand.Action;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/// Writes actions from any thread, an event loop too: it never blocks and fails within a bound.
@ApplicationScoped
public class ActionWriter {
  // Below the time in which a request is answered, so that an answer knows its record's fate if
  // possible.
  private static final int DELIVERY_MILLIS_MAX = 4_000;
  private static final int REQUEST_MILLIS_MAX = 3_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;

  @Inject
  ActionWriter(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PlatformConfig platform) {
    topic = platform.topics().names().presenceActions();
    partitions = platform.topics().partitions();
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
    // A topic that was forgotten could not be written to without blocking.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    producer = new KafkaProducer<>(WriterSettings.over(settings));
  }

  /// Gives the action's offset in its item's partition once every in-sync broker has it; fails when
  /// nobody can say whether they do.
  public CompletionStage<Long> write(Action action) {
    byte[] key = action.item().bytes();
    var record =
        new ProducerRecord<>(topic, Partitions.of(key, partitions), key, ActionCodec.value(action));
    var offset = new CompletableFuture<Long>();
    try {
      var _ =
          producer.send(
              record,
              (written, failure) -> {
                if (failure == null) {
                  offset.complete(written.offset());
                } else {
                  offset.completeExceptionally(failure);
                }
              });
    } catch (KafkaException full) {
      offset.completeExceptionally(full);
    }
    return offset;
  }

  /// Learns where the topic is, which `write` does not wait for. Blocks until the broker has
  /// answered.
  public void prepare() throws InterruptedException {
    while (!knowsTopic()) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  @PreDestroy
  void close() {
    producer.close(CLOSE_WAIT_MAX);
  }

  private boolean knowsTopic() {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException notYet) {
      return false;
    }
  }
}
