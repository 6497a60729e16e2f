package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Forgotten;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Membership records to Kafka and back.
///
/// The compaction key names channel, incarnation and member; the partition is that of the channel
/// **alone**, so it is set explicitly and is the same as the channel's in the log.
///
///     app/channel TAB incarnation TAB u:USER    info, or a tombstone
///     app/channel TAB incarnation TAB #         decimal number, or a tombstone
///     TAB incarnation TAB gone                  "gone", or a tombstone; in every partition
public final class MembershipCodec {
  private static final String SEPARATOR = "\t";
  private static final String USER = "u:";
  private static final String COUNT = "#";
  private static final String GONE = "gone";

  /// The records to write: one, or one for each partition for `Gone` and `Forgotten`.
  public List<ProducerRecord<byte[], byte[]>> encode(
      String topic, int partitions, MembershipRecord record) {
    return switch (record) {
      case Member(ChannelKey channel, String incarnation, String user, String info) ->
          List.of(written(topic, partitions, channel, incarnation + SEPARATOR + USER + user, info));
      case Left(ChannelKey channel, String incarnation, String user) ->
          List.of(written(topic, partitions, channel, incarnation + SEPARATOR + USER + user, null));
      case Count(ChannelKey channel, String incarnation, int subscriptions) ->
          List.of(
              written(
                  topic,
                  partitions,
                  channel,
                  incarnation + SEPARATOR + COUNT,
                  subscriptions == 0 ? null : Integer.toString(subscriptions)));
      case Gone(String incarnation) -> everywhere(topic, partitions, incarnation, GONE);
      case Forgotten(String incarnation) -> everywhere(topic, partitions, incarnation, null);
    };
  }

  /// The change that a record tells.
  ///
  /// @throws BrokenRecord when the record breaks the format; nothing else is thrown
  public MembershipRecord decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    String[] parts = text(record.key()).split(SEPARATOR, 3);
    if (parts.length != 3) {
      throw new BrokenRecord(Reason.KEY, "a membership key has three parts");
    }
    try {
      return decode(parts[0], parts[1], parts[2], record.value());
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
  }

  private static MembershipRecord decode(
      String channel, String incarnation, String who, byte @Nullable [] value) throws BrokenRecord {
    if (channel.isEmpty() && who.equals(GONE)) {
      return value == null ? new Forgotten(incarnation) : new Gone(incarnation);
    }
    ChannelKey key = ChannelKey.parse(channel);
    if (who.equals(COUNT)) {
      return new Count(key, incarnation, value == null ? 0 : Integer.parseInt(text(value)));
    }
    if (who.startsWith(USER)) {
      String user = who.substring(USER.length());
      return value == null
          ? new Left(key, incarnation, user)
          : new Member(key, incarnation, user, text(value));
    }
    throw new BrokenRecord(Reason.KEY, "a membership key ends with u:USER, # or gone");
  }

  private static ProducerRecord<byte[], byte[]> written(
      String topic, int partitions, ChannelKey channel, String rest, @Nullable String value) {
    int partition = Partitions.of(channel.bytes(), partitions);
    return written(topic, partition, channel.value() + SEPARATOR + rest, value);
  }

  private static List<ProducerRecord<byte[], byte[]>> everywhere(
      String topic, int partitions, String incarnation, @Nullable String value) {
    String key = SEPARATOR + incarnation + SEPARATOR + GONE;
    return IntStream.range(0, partitions).mapToObj(p -> written(topic, p, key, value)).toList();
  }

  private static ProducerRecord<byte[], byte[]> written(
      String topic, int partition, String key, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    return new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), bytes);
  }

  private static String text(byte @Nullable [] bytes) throws BrokenRecord {
    if (bytes == null || !Utf8.isValid(bytes)) {
      throw new BrokenRecord(Reason.FORMAT, "a membership record is UTF-8 text with a key");
    }
    return new String(bytes, UTF_8);
  }
}
