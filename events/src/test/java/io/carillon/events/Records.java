package io.carillon.events;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// What was written, as a consumer reads it.
final class Records {
  private Records() {}

  static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> written) {
    return read(written.topic(), written.key(), written.headers(), written.value());
  }

  static ConsumerRecord<byte[], byte[]> read(
      String topic, byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        topic,
        3,
        42,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(headers.toArray()),
        Optional.empty());
  }
}
