package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Events to records of the log and back: the key names the channel, headers carry what a reader
/// decides by, the value is the data string.
///
/// Headers that are not known are ignored, and the last of several with one name counts. Control
/// records stand in the same log: ask {@link ControlCodec#isControl} first.
public final class ChannelEventCodec {
  private static final byte[] PRESENT = "1".getBytes(UTF_8);

  /// The record that puts `event` into its home partition of `topic`.
  public ProducerRecord<byte[], byte[]> encode(String topic, ChannelEvent event) {
    var written = new ProducerRecord<>(topic, event.key().bytes(), event.data());
    writeHeaders(event, written.headers());
    return written;
  }

  /// The event of a record.
  ///
  /// @throws BrokenRecord when the record breaks the format; nothing else is thrown
  public ChannelEvent decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = key(record.key());
    byte[] data = data(record.value());
    return new Fields().read(record.headers()).event(key, data);
  }

  /// The channel of a record: all that a reader needs to know whether anybody wants it.
  ///
  /// @throws BrokenRecord when the key is missing or not `app/channel`
  public static ChannelKey key(byte @Nullable [] key) throws BrokenRecord {
    if (key == null) {
      throw new BrokenRecord(Reason.KEY, "a record needs the key app/channel");
    }
    try {
      return ChannelKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.KEY, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] data(byte @Nullable [] value) throws BrokenRecord {
    if (value == null) {
      throw new BrokenRecord(Reason.DATA, "a record needs a value: the event's data string");
    }
    if (value.length > ChannelEvent.DATA_BYTES_MAX) {
      throw new BrokenRecord(
          Reason.DATA,
          "the value has at most %d bytes, not %d"
              .formatted(ChannelEvent.DATA_BYTES_MAX, value.length));
    }
    if (!Utf8.isValid(value)) {
      throw new BrokenRecord(Reason.DATA, "the value is not UTF-8 text");
    }
    return value;
  }

  private static void writeHeaders(ChannelEvent event, Headers headers) {
    HeaderText.put(headers, RecordHeaders.EVENT, event.event());
    HeaderText.put(headers, RecordHeaders.SOCKET, event.excludedSocket());
    HeaderText.put(headers, RecordHeaders.USER, event.user());
    if (event.origin() == Origin.CLIENT) {
      HeaderText.put(headers, RecordHeaders.ORIGIN, Origin.CLIENT.text());
    }
    Source source = event.source();
    if (source != null) {
      HeaderText.put(headers, RecordHeaders.SOURCE, source.name());
      HeaderText.put(headers, RecordHeaders.SEQUENCE, Long.toString(source.sequence()));
      if (source.again()) {
        headers.add(RecordHeaders.AGAIN, PRESENT);
      }
    }
    HeaderText.put(headers, RecordHeaders.ID, event.id());
    HeaderText.put(headers, RecordHeaders.CONFLATION, event.conflation());
    HeaderText.put(headers, RecordHeaders.TRACEPARENT, event.traceparent());
  }

  /// What the headers of one record say. One thread, one record.
  private static final class Fields {
    private @Nullable String event;
    private @Nullable String socket;
    private @Nullable String user;
    private Origin origin = Origin.SERVER;
    private @Nullable String source;
    private long sequence = -1;
    private boolean again;
    private @Nullable String id;
    private @Nullable String conflation;
    private @Nullable String traceparent;

    Fields read(Headers headers) throws BrokenRecord {
      for (Header header : headers) {
        switch (header.key()) {
          case RecordHeaders.EVENT -> event = HeaderText.of(header);
          case RecordHeaders.SOCKET -> socket = present(HeaderText.of(header));
          case RecordHeaders.USER -> user = HeaderText.of(header);
          case RecordHeaders.ORIGIN -> origin = origin(HeaderText.of(header));
          case RecordHeaders.SOURCE -> source = HeaderText.of(header);
          case RecordHeaders.SEQUENCE ->
              sequence = HeaderText.number(RecordHeaders.SEQUENCE, HeaderText.of(header));
          case RecordHeaders.AGAIN -> again = true;
          case RecordHeaders.ID -> id = present(HeaderText.of(header));
          case RecordHeaders.CONFLATION -> conflation = present(HeaderText.of(header));
          case RecordHeaders.CONTROL ->
              throw new BrokenRecord(Reason.EVENT, "a control record is not an event");
          case RecordHeaders.TRACEPARENT -> traceparent = present(HeaderText.of(header));
          default -> {} // another team's own
        }
      }
      return this;
    }

    ChannelEvent event(ChannelKey key, byte[] data) throws BrokenRecord {
      if (event == null) {
        throw new BrokenRecord(Reason.EVENT, "a record needs the header event");
      }
      Source place = source();
      try {
        return new ChannelEvent(
            key, event, data, socket, user, origin, place, id, conflation, traceparent);
      } catch (IllegalArgumentException e) {
        throw new BrokenRecord(Reason.EVENT, String.valueOf(e.getMessage()));
      }
    }

    private @Nullable Source source() throws BrokenRecord {
      if (source == null && sequence == -1) {
        return null;
      }
      if (source == null) {
        throw new BrokenRecord(Reason.HEADER, "the header sequence needs the header source");
      }
      try {
        return new Source(source, sequence, again);
      } catch (IllegalArgumentException e) {
        throw new BrokenRecord(Reason.HEADER, String.valueOf(e.getMessage()));
      }
    }

    private static @Nullable String present(String text) {
      return text.isEmpty() ? null : text;
    }

    private static Origin origin(String text) throws BrokenRecord {
      for (Origin one : Origin.values()) {
        if (one.text().equals(text)) {
          return one;
        }
      }
      throw new BrokenRecord(Reason.HEADER, "the header origin is client or server");
    }
  }
}
