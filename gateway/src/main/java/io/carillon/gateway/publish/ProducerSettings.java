package io.carillon.gateway.publish;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_METRICS_PUSH_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.METADATA_MAX_IDLE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRY_BACKOFF_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The producer's settings: durable, in order, and never blocking.
final class ProducerSettings {
  private static final Duration REQUEST_TIMEOUT_MAX = Duration.ofSeconds(2);

  private ProducerSettings() {}

  /// @param kafka how to reach the brokers, as every client of this process does
  static Map<String, Object> of(Map<String, Object> kafka, PublishConfig config) {
    if (config.deliverWithin().compareTo(config.answerWithin()) >= 0) {
      throw new IllegalArgumentException(
          "carillon.publish.deliver-within (%s) must be below carillon.publish.answer-within (%s)"
              .formatted(config.deliverWithin(), config.answerWithin()));
    }
    var settings = new HashMap<>(kafka);
    settings.put(CLIENT_ID_CONFIG, "carillon-gateway-publish");
    settings.put(KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ACKS_CONFIG, "all");
    settings.put(ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(COMPRESSION_TYPE_CONFIG, config.compression());
    settings.put(LINGER_MS_CONFIG, config.linger().toMillis());
    settings.put(BUFFER_MEMORY_CONFIG, config.bufferBytesMax());
    settings.put(MAX_REQUEST_SIZE_CONFIG, config.recordBytesMax());
    settings.put(DELIVERY_TIMEOUT_MS_CONFIG, millis(config.deliverWithin()));
    settings.put(REQUEST_TIMEOUT_MS_CONFIG, millis(requestTimeout(config)));
    // Called on event loops: what cannot be sent at once is refused at once.
    settings.put(MAX_BLOCK_MS_CONFIG, 0);
    // With a topic dropped from memory the next event could not be sent at once.
    settings.put(METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis());
    // A broker that comes back is found within half a second.
    settings.put(RECONNECT_BACKOFF_MS_CONFIG, 50);
    settings.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(RETRY_BACKOFF_MS_CONFIG, 50);
    settings.put(RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  // A stalled broker must leave time for a second try within the delivery time.
  private static Duration requestTimeout(PublishConfig config) {
    var half = config.deliverWithin().minus(config.linger()).dividedBy(2);
    return half.compareTo(REQUEST_TIMEOUT_MAX) < 0 ? half : REQUEST_TIMEOUT_MAX;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
