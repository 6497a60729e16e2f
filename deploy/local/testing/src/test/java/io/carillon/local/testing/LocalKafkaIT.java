package io.carillon.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LocalKafkaIT {
  private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

  @Test
  void acknowledgedRecordsSurviveTheDeathOfTheBroker() throws Exception {
    try (var kafka = LocalKafka.start()) {
      // Given
      createTopic(kafka, 1);
      send(kafka, "a");
      send(kafka, "b");
      // When
      kafka.kill9();
      kafka.restart();
      // Then
      assertThat(read(kafka, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void threeBrokersTakeRecordsWhileOneIsDead() throws Exception {
    try (var kafka = LocalKafka.start(3)) {
      // Given
      createTopic(kafka, 3);
      send(kafka, "a");
      // When
      kafka.kill9(2);
      send(kafka, "b");
      // Then
      assertThat(read(kafka, 2)).containsExactly("a", "b");
    }
  }

  private static void createTopic(LocalKafka kafka, int replication) throws Exception {
    try (var admin = Admin.create(settings(kafka))) {
      var topic = new NewTopic(PARTITION.topic(), Optional.of(1), Optional.of((short) replication));
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static void send(LocalKafka kafka, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            settings(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
      var letter = new ProducerRecord<byte[], byte[]>(PARTITION.topic(), value.getBytes(UTF_8));
      producer.send(letter).get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(LocalKafka kafka, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      var values = new ArrayList<String>();
      for (var tries = 0; values.size() < count && tries < 30; tries++) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(letter -> values.add(new String(letter.value(), UTF_8)));
      }
      return values;
    }
  }

  private static Map<String, Object> settings(LocalKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
