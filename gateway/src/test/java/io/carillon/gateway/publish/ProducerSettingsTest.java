package io.carillon.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "gateway");

  @Test
  @DisplayName("R42 success means that all in-sync replicas have it, and sending never blocks")
  void durableAndNeverBlocking() {
    // When
    var settings = ProducerSettings.of(KAFKA, new TestPublishConfig(1));
    // Then
    assertThat(settings)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.block.ms", 0)
        .containsEntry("delivery.timeout.ms", 4_000)
        .containsEntry("bootstrap.servers", "127.0.0.1:1");
  }

  @Test
  void theyMakeAProducer() {
    // When
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            ProducerSettings.of(KAFKA, new TestPublishConfig(1, Duration.ofMillis(50))))) {
      // Then
      assertThat(producer.metrics()).isNotEmpty();
    }
  }

  @Test
  @DisplayName("R54 what the log took late would be told as unavailable: such settings are refused")
  void deliveryEndsBeforeTheAnswer() {
    // Given
    var config = new TestPublishConfig(1, Duration.ofSeconds(5));
    // When, then
    assertThatThrownBy(() -> ProducerSettings.of(KAFKA, config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deliver-within");
  }
}
