package io.carillon.gateway.limit;

import io.carillon.events.BrokenRecord;
import io.carillon.events.UsageCodec;
import io.carillon.events.UsageRecord.Publications;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads from the usage topic what gateways had counted, to the topic's present end.
final class UsageRestore implements Traffic.Past {
  private static final Logger LOG = Logger.getLogger(UsageRestore.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final TopicPartition partition;
  private final UsageCodec codec = new UsageCodec();

  UsageRestore(Supplier<Consumer<byte[], byte[]>> consumers, String topic) {
    this.consumers = consumers;
    this.partition = new TopicPartition(topic, 0);
  }

  @Override
  public void tell(java.util.function.Consumer<Publications> to) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          tell(record, to);
        }
      }
    }
  }

  private void tell(
      ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<Publications> to) {
    try {
      if (codec.decode(record) instanceof Publications publications) {
        to.accept(publications);
      }
    } catch (BrokenRecord e) {
      LOG.warnf(
          "Passed over a broken usage record: offset=%d reason=%s", record.offset(), e.detail());
    }
  }
}
