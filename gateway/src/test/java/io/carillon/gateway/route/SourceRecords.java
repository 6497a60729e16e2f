package io.carillon.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Records of another team, as a consumer reads them.
final class SourceRecords {
  static final String TOPIC = "shop.orders";
  static final int PARTITION = 3;
  static final long OFFSET = 42;

  private SourceRecords() {}

  static ConsumerRecord<byte[], byte[]> of(
      @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
    var written = new RecordHeaders();
    headers.forEach((name, text) -> written.add(name, text.getBytes(UTF_8)));
    return new ConsumerRecord<>(
        TOPIC,
        PARTITION,
        OFFSET,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key == null ? null : key.getBytes(UTF_8),
        value,
        written,
        Optional.empty());
  }

  static ConsumerRecord<byte[], byte[]> of(String key, String value) {
    return of(key, Map.of("type", "paid"), value.getBytes(UTF_8));
  }
}
