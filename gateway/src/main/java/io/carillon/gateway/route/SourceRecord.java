package io.carillon.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.RecordHeaders;
import io.carillon.events.Utf8;
import io.carillon.gateway.route.JsonFields.Found;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record of another team's topic, as templates ask for its parts. Its value is looked into when
/// a field is first asked for. One thread, one record.
final class SourceRecord {
  private final ConsumerRecord<byte[], byte[]> record;
  private final JsonFields wanted;
  private @Nullable Map<FieldPath, Found> fields;

  /// @param wanted the fields that may be asked for
  SourceRecord(ConsumerRecord<byte[], byte[]> record, JsonFields wanted) {
    this.record = record;
    this.wanted = wanted;
  }

  String key() throws BrokenRecord {
    return text("the key", record.key());
  }

  /// The last header of that name.
  String header(String name) throws BrokenRecord {
    Header header = record.headers().lastHeader(name);
    return text("the header " + name, header == null ? null : header.value());
  }

  /// A field that can be part of a name: text, a number, true or false.
  String field(FieldPath path) throws BrokenRecord {
    Found found = found(path);
    if (!found.kind().isScalarValue()) {
      throw new BrokenRecord(
          Reason.FIELD, "the field " + path + " is an object or a list: a name needs a text");
    }
    return present("the field " + path, found.text());
  }

  /// A field as data: a string's content, anything else as it stands in the value.
  byte[] fieldData(FieldPath path) throws BrokenRecord {
    return found(path).text().getBytes(UTF_8);
  }

  /// The whole value, as it is.
  byte[] value() throws BrokenRecord {
    byte[] value = record.value();
    if (value == null) {
      throw new BrokenRecord(Reason.DATA, "the record has no value");
    }
    if (!Utf8.isValid(value)) {
      throw new BrokenRecord(Reason.DATA, "the value is not UTF-8 text");
    }
    return value;
  }

  /// The trace that the record is part of; null when it names none.
  @Nullable String trace() {
    Header header = record.headers().lastHeader(RecordHeaders.TRACEPARENT);
    byte[] text = header == null ? null : header.value();
    // Nothing depends on it: a broken one is left out.
    return text == null || !Utf8.isValid(text) ? null : new String(text, UTF_8);
  }

  private Found found(FieldPath path) throws BrokenRecord {
    Map<FieldPath, Found> read = fields;
    if (read == null) {
      read = wanted.of(new String(value(), UTF_8));
      fields = read;
    }
    Found found = read.get(path);
    if (found == null || found.kind() == JsonToken.VALUE_NULL) {
      throw new BrokenRecord(Reason.FIELD, "the value has no field " + path);
    }
    if (hasHalfCharacter(found.text())) {
      throw new BrokenRecord(Reason.DATA, "the field " + path + " has half a character");
    }
    return found;
  }

  private static String text(String what, byte @Nullable [] bytes) throws BrokenRecord {
    if (bytes == null) {
      throw new BrokenRecord(Reason.FIELD, "the record lacks " + what);
    }
    if (!Utf8.isValid(bytes)) {
      throw new BrokenRecord(Reason.FIELD, what + " is not UTF-8 text");
    }
    return present(what, new String(bytes, UTF_8));
  }

  /// `orders-{key}` of an empty key would be a channel that nobody meant.
  private static String present(String what, String text) throws BrokenRecord {
    if (text.isEmpty()) {
      throw new BrokenRecord(Reason.FIELD, what + " is empty");
    }
    return text;
  }

  /// JSON can say one by its escapes; it has no UTF-8 form.
  private static boolean hasHalfCharacter(String text) {
    return text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE);
  }
}
