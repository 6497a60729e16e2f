package io.carillon.events;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The producer settings that every writer of these topics has in common: an acknowledged record is
/// on all in-sync replicas, in order and once; the largest record fits.
public final class WriterSettings {
  private WriterSettings() {}

  /// `client` (where the broker is, security, time limits) with these settings on top.
  public static Map<String, Object> over(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MESSAGE_BYTES_MAX);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    return settings;
  }
}
