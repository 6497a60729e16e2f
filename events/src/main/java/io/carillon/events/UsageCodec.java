package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.UsageRecord.Calls;
import io.carillon.events.UsageRecord.Publications;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Usage to Kafka and back.
///
///     app TAB incarnation TAB publications     day TAB number TAB countedTo
///     app TAB incarnation TAB calls            number
public final class UsageCodec {
  private static final String SEPARATOR = "\t";
  private static final String PUBLICATIONS = "publications";
  private static final String CALLS = "calls";

  public ProducerRecord<byte[], byte[]> encode(String topic, UsageRecord usage) {
    return switch (usage) {
      case Publications(var app, var incarnation, long day, long number, long countedTo) ->
          written(
              topic,
              String.join(SEPARATOR, app, incarnation, PUBLICATIONS),
              day + SEPARATOR + number + SEPARATOR + countedTo);
      case Calls(var app, var incarnation, int calls) ->
          written(topic, String.join(SEPARATOR, app, incarnation, CALLS), Integer.toString(calls));
    };
  }

  private static ProducerRecord<byte[], byte[]> written(String topic, String key, String value) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /// What a record says.
  ///
  /// @throws BrokenRecord when the record breaks the format; nothing else is thrown
  public UsageRecord decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    String[] key = parts(record.key(), 3, Reason.KEY);
    try {
      return switch (key[2]) {
        case PUBLICATIONS -> {
          String[] value = parts(record.value(), 3, Reason.FORMAT);
          yield new Publications(
              key[0],
              key[1],
              Long.parseLong(value[0]),
              Long.parseLong(value[1]),
              Long.parseLong(value[2]));
        }
        case CALLS ->
            new Calls(key[0], key[1], Integer.parseInt(parts(record.value(), 1, Reason.FORMAT)[0]));
        default -> throw new BrokenRecord(Reason.KEY, "a usage key ends with what it counts");
      };
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
  }

  private static String[] parts(byte @Nullable [] bytes, int count, Reason reason)
      throws BrokenRecord {
    if (bytes == null || !Utf8.isValid(bytes)) {
      throw new BrokenRecord(reason, "a usage record is UTF-8 text");
    }
    String[] parts = new String(bytes, UTF_8).split(SEPARATOR, -1);
    if (parts.length != count) {
      throw new BrokenRecord(reason, "a part of a usage record is missing or too many");
    }
    return parts;
  }
}
