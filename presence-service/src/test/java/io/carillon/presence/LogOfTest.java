package io.carillon.presence;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The gateways' side of Kafka for a test: writes memberships, reads what is told on channels.
final class LogOfTest implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final int partitions;
  private final List<ChannelEvent> events = new ArrayList<>();

  private LogOfTest(String bootstrapServers, Topics topics) {
    this.topics = topics;
    Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
    this.producer = new KafkaProducer<>(WriterSettings.over(kafka));
    this.consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions = producer.partitionsFor(topics.memberships()).size();
    var log =
        consumer.partitionsFor(topics.channelEvents()).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    consumer.assign(log);
    consumer.seekToBeginning(log);
  }

  static LogOfTest from(String bootstrapServers, String prefix) {
    return new LogOfTest(bootstrapServers, Topics.of(prefix));
  }

  void write(MembershipRecord record) {
    try {
      for (var written : new MembershipCodec().encode(topics.memberships(), partitions, record)) {
        producer.send(written).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused " + record, e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing", stopped);
    }
  }

  /// What was told on a channel so far.
  List<ChannelEvent> events(String channel) {
    for (var read = consumer.poll(POLL); !read.isEmpty(); read = consumer.poll(POLL)) {
      for (var record : read) {
        try {
          events.add(new ChannelEventCodec().decode(record));
        } catch (BrokenRecord e) {
          throw new AssertionError("the service wrote a broken record", e);
        }
      }
    }
    return events.stream().filter(event -> event.key().channel().equals(channel)).toList();
  }

  List<String> counts(String channel) {
    return events(channel).stream().map(ChannelEvent::text).toList();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
