package io.carillon.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.local.testing.LocalParts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The log as a gateway reads it: whole, from its beginning, in the order of its partitions.
public final class EventLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ChannelEventCodec CODEC = new ChannelEventCodec();

  private EventLog() {}

  /// The events of a channel once there are that many, and no more than that.
  public static List<ChannelEvent> on(String channel, int count) {
    var events = new ArrayList<ChannelEvent>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          events.clear();
          events.addAll(on(channel));
          assertThat(events).hasSizeGreaterThanOrEqualTo(count);
        });
    assertThat(events).hasSize(count);
    return events;
  }

  /// The events of a channel of the development app, as many as there are now.
  public static List<ChannelEvent> on(String channel) {
    return records("carillon.channel-events").stream()
        .map(EventLog::decoded)
        .filter(event -> event.key().value().equals("app-id/" + channel))
        .toList();
  }

  public static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = consumer()) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /// The records of a key once there are that many.
  public static List<ConsumerRecord<byte[], byte[]>> recordsOf(
      String topic, String key, int count) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          found.clear();
          records(topic).stream()
              .filter(record -> new String(record.key(), UTF_8).equals(key))
              .forEach(found::add);
          assertThat(found).hasSize(count);
        });
    return found;
  }

  public static JsonNode data(ChannelEvent event) {
    try {
      return JSON.readTree(event.data());
    } catch (IOException e) {
      throw new AssertionError("the data of an event is not JSON: " + event, e);
    }
  }

  private static ChannelEvent decoded(ConsumerRecord<byte[], byte[]> record) {
    try {
      return CODEC.decode(record);
    } catch (BrokenRecord e) {
      throw new AssertionError("a broken record at offset " + record.offset(), e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, LocalParts.kafka().bootstrapServers(),
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
  }
}
