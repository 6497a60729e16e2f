package io.carillon.outbox;

import io.carillon.events.WriterSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/// What a relay is told: which table, which broker, where refused rows go, which bounds.
record RelaySettings(
    OutboxTable table, Map<String, Object> kafka, String deadLetters, RelayLimits limits) {
  /// A send waits this long for metadata or room, then the row waits in the table instead.
  private static final int SEND_WAIT_MS = 500;

  RelaySettings {
    kafka = Map.copyOf(kafka);
  }

  /// Idempotent, all acknowledgements, no time limit: an order once begun is finished.
  Map<String, Object> producer() {
    Map<String, Object> settings = new HashMap<>(WriterSettings.over(kafka));
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_WAIT_MS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay-" + table.name());
    return settings;
  }
}
