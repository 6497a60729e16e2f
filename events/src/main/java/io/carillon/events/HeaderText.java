package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Text and numbers in headers, written and read in one way.
final class HeaderText {
  private HeaderText() {}

  static void put(Headers headers, String name, @Nullable String text) {
    if (text != null) {
      headers.add(name, text.getBytes(UTF_8));
    }
  }

  /// The header's text; a header without a value reads as empty text.
  static String of(Header header) throws BrokenRecord {
    byte[] value = header.value();
    if (value == null) {
      return "";
    }
    if (!Utf8.isValid(value)) {
      throw new BrokenRecord(Reason.HEADER, "the header " + header.key() + " is not UTF-8 text");
    }
    return new String(value, UTF_8);
  }

  /// The last header of that name, as Kafka's own rule is.
  static @Nullable String last(Headers headers, String name) throws BrokenRecord {
    Header header = headers.lastHeader(name);
    return header == null ? null : of(header);
  }

  static long number(String name, String text) throws BrokenRecord {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BrokenRecord(Reason.HEADER, "the header " + name + " is not a decimal number");
    }
  }
}
