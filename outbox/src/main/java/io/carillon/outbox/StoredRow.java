package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.RecordHeaders;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A committed row as the relay reads it.
@SuppressWarnings("ArrayRecordComponent") // bytes on their way from one client to another
record StoredRow(
    long id,
    int split,
    String source,
    long sequence,
    String topic,
    byte[] key,
    String[] headers,
    byte[] value,
    Duration age) {
  private static final byte[] PRESENT = "1".getBytes(UTF_8);

  static StoredRow of(Row row) {
    return new StoredRow(
        row.getLong("id"),
        row.getShort("split"),
        row.getString("source"),
        row.getLong("sequence"),
        row.getString("topic"),
        row.getBuffer("key").getBytes(),
        row.getArrayOfStrings("headers"),
        row.getBuffer("value").getBytes(),
        Duration.ofMillis(row.getLong("age")));
  }

  /// The record to send; `again` says that a copy of it may stand in the log.
  ProducerRecord<byte[], byte[]> toSend(boolean again) {
    var sent = new ProducerRecord<>(topic, key, value);
    for (int i = 0; i + 1 < headers.length; i += 2) {
      sent.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    if (again) {
      sent.headers().remove(RecordHeaders.AGAIN).add(RecordHeaders.AGAIN, PRESENT);
    }
    return sent;
  }
}
