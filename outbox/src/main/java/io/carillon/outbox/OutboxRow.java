package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.RecordHeaders;
import io.carillon.events.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/// A record that is to be sent: which source says it, at which place, and what it is.
///
/// `sequence` counts the rows of the source and is given out under the source's own lock, in the
/// transaction that adds the row.
@SuppressWarnings("ArrayRecordComponent") // bytes on their way from one client to another
public record OutboxRow(
    String source,
    long sequence,
    String topic,
    byte[] key,
    Map<String, String> headers,
    byte[] value) {
  private static final ChannelEventCodec EVENTS = new ChannelEventCodec();

  public OutboxRow {
    headers = Map.copyOf(headers);
  }

  /// An event for the log. It names its source and its place there.
  public static OutboxRow of(String topic, ChannelEvent event) {
    Source source = event.source();
    if (source == null) {
      throw new IllegalArgumentException("an event of the outbox names its source: " + event);
    }
    return of(source, EVENTS.encode(topic, event));
  }

  /// Any record, an event of the domain for one, at its place in `source`, which its headers name.
  public static OutboxRow of(Source source, ProducerRecord<byte[], byte[]> sent) {
    SequencedMap<String, String> headers = new LinkedHashMap<>();
    for (Header header : sent.headers()) {
      headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
    }
    headers.put(RecordHeaders.SOURCE, source.name());
    headers.put(RecordHeaders.SEQUENCE, Long.toString(source.sequence()));
    return new OutboxRow(
        source.name(), source.sequence(), sent.topic(), sent.key(), headers, sent.value());
  }

  @Override
  public String toString() {
    return "OutboxRow[source=%s, sequence=%d, topic=%s, bytes=%d]"
        .formatted(source, sequence, topic, value.length);
  }
}
