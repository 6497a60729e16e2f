package io.carillon.events;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Last events of cached channels to their topic and back: key, value and the header `event` as in
/// the log, the headers `offset` and `time` say where the event stands there.
///
/// The topic has as many partitions as the log, so a channel's copy stands in the partition that
/// the channel has.
public final class CachedEventCodec {
  private static final String OFFSET = "offset";
  private static final String TIME = "time";

  public ProducerRecord<byte[], byte[]> encode(String topic, CachedEvent cached) {
    var written = new ProducerRecord<>(topic, cached.key().bytes(), cached.data());
    HeaderText.put(written.headers(), RecordHeaders.EVENT, cached.event());
    HeaderText.put(written.headers(), OFFSET, Long.toString(cached.offset()));
    HeaderText.put(written.headers(), TIME, Long.toString(cached.time()));
    return written;
  }

  /// The event of a record.
  ///
  /// @throws BrokenRecord when the record breaks the format; nothing else is thrown
  public CachedEvent decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    byte[] data = record.value();
    if (data == null || !Utf8.isValid(data)) {
      throw new BrokenRecord(Reason.DATA, "a cached event needs its data, as UTF-8 text");
    }
    Headers headers = record.headers();
    String event = required(RecordHeaders.EVENT, HeaderText.last(headers, RecordHeaders.EVENT));
    try {
      return new CachedEvent(key, number(headers, OFFSET), number(headers, TIME), event, data);
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.HEADER, String.valueOf(e.getMessage()));
    }
  }

  private static long number(Headers headers, String name) throws BrokenRecord {
    return HeaderText.number(name, required(name, HeaderText.last(headers, name)));
  }

  private static String required(String name, @Nullable String text) throws BrokenRecord {
    if (text == null) {
      throw new BrokenRecord(Reason.HEADER, "a cached event needs the header " + name);
    }
    return text;
  }
}
