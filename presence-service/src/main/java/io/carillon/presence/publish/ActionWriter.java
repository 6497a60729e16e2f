package io.carillon.presence.publish;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.LogWriter;
import io.carillon.events.Partitions;
import io.carillon.presence.domain.ViewerCommand.Action;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Writes actions from any thread, an event loop too: it never blocks and fails within a bound.
@ApplicationScoped
public class ActionWriter {
  private final LogWriter log;
  private final String topic;
  private final int partitions;

  @Inject
  ActionWriter(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PlatformConfig platform) {
    topic = platform.topics().names().presenceActions();
    partitions = platform.topics().partitions();
    log = new LogWriter(kafka);
  }

  /// Gives the action's offset in its item's partition once every in-sync broker has it; fails when
  /// nobody can say whether they do.
  public CompletionStage<Long> write(Action action) {
    byte[] key = action.item().bytes();
    int partition = Partitions.of(key, partitions);
    return log.write(new ProducerRecord<>(topic, partition, key, ActionCodec.value(action)))
        .thenApply(RecordMetadata::offset);
  }

  /// Learns where the topic is, which `write` does not wait for. Blocks until the broker has
  /// answered.
  public void prepare() throws InterruptedException {
    log.prepare(List.of(topic));
  }

  @PreDestroy
  void close() {
    log.close();
  }
}
