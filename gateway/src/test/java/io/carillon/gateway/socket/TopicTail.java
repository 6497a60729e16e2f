package io.carillon.gateway.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// All that stands in a topic now.
final class TopicTail {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ_MAX = Duration.ofSeconds(20);

  private TopicTail() {}

  static List<ConsumerRecord<byte[], byte[]>> all(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    try (var consumer =
        new KafkaConsumer<>(
            OtherForwarder.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      var until = Instant.now().plus(READ_MAX);
      while (ends.entrySet().stream()
          .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
        if (Instant.now().isAfter(until)) {
          throw new AssertionError(topic + " was not read to its end within " + READ_MAX);
        }
        for (var record : consumer.poll(POLL)) {
          if (wanted.test(record)) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }
}
