package io.carillon.events;

import io.carillon.events.BrokenRecord.Reason;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// Dead letters: the record as it was (key, headers, value), with headers that say why and whence.
///
/// | header | what |
/// |---|---|
/// | `dead-topic`, `dead-partition`, `dead-offset` | where it stood; partition and offset are -1 for a refused one |
/// | `dead-reason`, `dead-detail` | one word, and words |
/// | `dead-bytes` | the value's length; the letter has no value when that is over {@link #VALUE_BYTES_MAX} |
public final class DeadLetterCodec {
  /// Larger values are left out, so that a letter with its headers always fits its topic.
  public static final int VALUE_BYTES_MAX = TopicSetup.MESSAGE_BYTES_MAX - 128 * 1024;

  private static final String TOPIC = "dead-topic";
  private static final String PARTITION = "dead-partition";
  private static final String OFFSET = "dead-offset";
  private static final String REASON = "dead-reason";
  private static final String DETAIL = "dead-detail";
  private static final String BYTES = "dead-bytes";
  private static final int DETAIL_LENGTH_MAX = 500;
  private static final int HEADER_BYTES_MAX = 32 * 1024;

  /// The letter for a record that was read and is broken.
  public ProducerRecord<byte[], byte[]> encode(
      String letters, ConsumerRecord<byte[], byte[]> record, BrokenRecord why) {
    return encode(letters, record, why.reason().text(), why.detail());
  }

  /// The letter for a record that was read and cannot be served.
  public ProducerRecord<byte[], byte[]> encode(
      String letters, ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    byte[] value = record.value();
    var letter =
        new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            reason,
            detail,
            value == null ? 0 : value.length);
    return written(letters, letter, record.key(), record.headers(), value);
  }

  /// The letter for a record that Kafka refused to take.
  public ProducerRecord<byte[], byte[]> encode(
      String letters, ProducerRecord<byte[], byte[]> refused, String reason, String detail) {
    byte[] value = refused.value();
    var letter =
        new DeadLetter(
            refused.topic(),
            DeadLetter.NOWHERE,
            DeadLetter.NOWHERE,
            reason,
            detail,
            value == null ? 0 : value.length);
    return written(letters, letter, refused.key(), refused.headers(), value);
  }

  /// Why the record in this letter lies here.
  ///
  /// @throws BrokenRecord when it is not a dead letter
  public DeadLetter decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    Headers headers = record.headers();
    return new DeadLetter(
        required(headers, TOPIC),
        (int) HeaderText.number(PARTITION, required(headers, PARTITION)),
        HeaderText.number(OFFSET, required(headers, OFFSET)),
        required(headers, REASON),
        required(headers, DETAIL),
        (int) HeaderText.number(BYTES, required(headers, BYTES)));
  }

  /// The record's own headers, without those of the letter: what a replay writes.
  public List<Header> originalHeaders(ConsumerRecord<byte[], byte[]> letter) {
    return Arrays.stream(letter.headers().toArray())
        .filter(header -> !header.key().startsWith("dead-"))
        .toList();
  }

  private static ProducerRecord<byte[], byte[]> written(
      String letters,
      DeadLetter letter,
      byte @Nullable [] key,
      Headers headers,
      byte @Nullable [] value) {
    byte[] kept = letter.bytes() > VALUE_BYTES_MAX ? null : value;
    var written = new ProducerRecord<byte[], byte[]>(letters, null, bounded(key), kept);
    int room = HEADER_BYTES_MAX;
    for (Header header : headers) {
      int size = header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (size <= room) {
        room -= size;
        written.headers().add(new RecordHeader(header.key(), header.value()));
      }
    }
    HeaderText.put(written.headers(), TOPIC, letter.topic());
    HeaderText.put(written.headers(), PARTITION, Integer.toString(letter.partition()));
    HeaderText.put(written.headers(), OFFSET, Long.toString(letter.offset()));
    HeaderText.put(written.headers(), REASON, letter.reason());
    HeaderText.put(written.headers(), DETAIL, shortened(letter.detail()));
    HeaderText.put(written.headers(), BYTES, Integer.toString(letter.bytes()));
    return written;
  }

  private static byte @Nullable [] bounded(byte @Nullable [] key) {
    return key != null && key.length > HEADER_BYTES_MAX ? null : key;
  }

  private static String shortened(String text) {
    return text.length() <= DETAIL_LENGTH_MAX ? text : text.substring(0, DETAIL_LENGTH_MAX);
  }

  private static String required(Headers headers, String name) throws BrokenRecord {
    String text = HeaderText.last(headers, name);
    if (text == null) {
      throw new BrokenRecord(Reason.HEADER, "a dead letter has the header " + name);
    }
    return text;
  }
}
