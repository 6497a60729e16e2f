package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// The Java example of the README, as it stands there. It knows nothing of this module.
final class ReadmeExample {
  private ReadmeExample() {}

  // README: begin
  static void sayHello(String bootstrapServers) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var record =
          new ProducerRecord<>(
              "carillon.channel-events", "app-id/lobby", "{\"text\":\"hello from Java\"}");
      record.headers().add("event", "greeting".getBytes(UTF_8));
      record.headers().add("id", "order-4711".getBytes(UTF_8));
      producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }
  // README: end
}
