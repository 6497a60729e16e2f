package io.carillon.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ControlCodec;
import io.carillon.local.testing.LocalParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the log from where it ended when this was opened, as another team's client would.
public final class LogTail implements AutoCloseable {
  private static final Duration READ_MAX = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  private LogTail(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /// Opens it at the end of all partitions.
  public static LogTail open() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", LocalParts.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor("carillon.channel-events").stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new LogTail(consumer);
  }

  /// The events of channels that begin so, until there are this many; none follows at once.
  public List<ChannelEvent> events(String channelPrefix, int count) {
    var found = atLeast(channelPrefix, count);
    assertThat(found).hasSize(count);
    return found;
  }

  /// The events of channels that begin so, until there are this many or more.
  public List<ChannelEvent> atLeast(String channelPrefix, int count) {
    var found = new ArrayList<ChannelEvent>();
    var until = Instant.now().plus(READ_MAX);
    while (found.size() < count && Instant.now().isBefore(until)) {
      consumer.poll(POLL).forEach(record -> add(found, channelPrefix, record));
    }
    assertThat(found).hasSizeGreaterThanOrEqualTo(count);
    return found;
  }

  private static void add(
      List<ChannelEvent> found, String channelPrefix, ConsumerRecord<byte[], byte[]> record) {
    if (ControlCodec.isControl(record.headers())) {
      return;
    }
    try {
      var event = new ChannelEventCodec().decode(record);
      if (event.key().channel().startsWith(channelPrefix)) {
        found.add(event);
      }
    } catch (BrokenRecord e) {
      throw new AssertionError("a broken record on the log", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
