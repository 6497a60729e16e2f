package io.carillon.gateway.socket;

import io.carillon.events.WriterSettings;
import io.carillon.gateway.forward.FirstStart;
import io.carillon.gateway.forward.ForwardClients;
import io.carillon.gateway.forward.Forwarder;
import io.carillon.gateway.forward.Work;
import io.carillon.local.testing.LocalParts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Another gateway's part in a group. It can be made to crash between an acknowledgement and the
/// commit.
final class OtherForwarder implements AutoCloseable {
  private final CrashingConsumer consumer;
  private final Forwarder forwarder;

  OtherForwarder(String group, Set<String> topics, Work work) {
    this.consumer = new CrashingConsumer(group);
    this.forwarder =
        new Forwarder(
            "other",
            topics,
            RoutedTopics.PREFIX + "channel-events.dead-letters",
            work,
            new ForwardClients(
                client(), consumer, () -> new KafkaProducer<>(WriterSettings.over(client()))),
            FirstStart.EARLIEST);
    forwarder.start(() -> true);
  }

  /// How many partitions it has been given.
  int owned() {
    return consumer.owned;
  }

  /// From now on a commit ends it: what it has written is written, and nobody knows.
  void crashAtCommit() {
    consumer.crashes = true;
  }

  boolean crashed() {
    return consumer.crashed;
  }

  static Map<String, Object> client() {
    return Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers());
  }

  @Override
  public void close() {
    try {
      forwarder.stop();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static final class CrashingConsumer extends KafkaConsumer<byte[], byte[]> {
    private volatile int owned;
    private volatile boolean crashes;
    private volatile boolean crashed;

    CrashingConsumer(String group) {
      super(settings(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(String group) {
      Map<String, Object> settings = new HashMap<>(client());
      settings.put("group.id", group);
      settings.put("enable.auto.commit", false);
      settings.put("auto.offset.reset", "none");
      settings.put("session.timeout.ms", 6_000); // a crash is noticed by silence
      settings.put("heartbeat.interval.ms", 1_000);
      settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
      return settings;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
      ConsumerRecords<byte[], byte[]> records = super.poll(wait);
      owned = assignment().size();
      return records;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration wait) {
      if (crashes) {
        crashed = true;
        throw new IllegalStateException("the test's crash");
      }
      super.commitSync(offsets, wait);
    }
  }
}
