package io.carillon.bench;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// An event like those of the load tool: a JSON object of 128 bytes, whose quotes are escaped on
/// the wire.
final class Sample {
  static final ChannelKey KEY = new ChannelKey("app-id", "bench-0");
  private static final int DATA_BYTES = 128;

  private Sample() {}

  static ChannelEvent event() {
    String begin = "{\"run\":1234567,\"seq\":890,\"sent\":1234567890123,\"fill\":\"";
    String data = begin + "x".repeat(DATA_BYTES - begin.length() - 2) + "\"}";
    return ChannelEvent.of(KEY, "bench", data);
  }

  /// The event as a reader gets it from the log.
  static ConsumerRecord<byte[], byte[]> record() {
    var written = new ChannelEventCodec().encode("channel-events", event());
    return new ConsumerRecord<>(
        written.topic(),
        0,
        1,
        1_700_000_000_000L,
        TimestampType.CREATE_TIME,
        written.key().length,
        written.value().length,
        written.key(),
        written.value(),
        new RecordHeaders(written.headers()),
        Optional.empty());
  }
}
