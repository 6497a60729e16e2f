package io.carillon.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What stands in the log on one channel, read as a gateway reads it. One thread.
final class ChannelLog implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ChannelKey channel;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final List<Told> told = new ArrayList<>();

  /// @param at the broker's time in milliseconds
  record Told(ChannelEvent event, long at) {

    JsonNode data() {
      try {
        return JSON.readTree(event.text());
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + event.text(), e);
      }
    }

    List<String> owners() {
      var owners = new ArrayList<String>();
      data().get("leaderboard").forEach(entry -> owners.add(entry.get("userId").asText()));
      return owners;
    }
  }

  ChannelLog(String bootstrapServers, String topic, ChannelKey channel) {
    this.channel = channel;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// All events so far.
  List<Told> told() {
    for (var record : consumer.poll(Duration.ofMillis(200))) {
      if (channel.value().equals(new String(record.key(), UTF_8))) {
        told.add(new Told(decoded(record), record.timestamp()));
      }
    }
    return told;
  }

  private ChannelEvent decoded(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record);
    } catch (BrokenRecord e) {
      throw new AssertionError("a broken record in the log", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
