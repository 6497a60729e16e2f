package io.carillon.apps;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// An [Edit] as the headers `edit` and `version` of its record. They stand beside the value, so
/// that a removal, which has none, is versioned and read back like any change.
final class EditHeaders {
  private static final String EDIT = "edit";
  private static final String VERSION = "version";
  private static final int LENGTH_MAX = 100;

  private EditHeaders() {}

  static void write(Edit edit, Headers headers) {
    headers.add(EDIT, edit.id().getBytes(US_ASCII));
    headers.add(VERSION, Long.toString(edit.version()).getBytes(US_ASCII));
  }

  /// Null for a record that some other tool wrote.
  static @Nullable Edit read(Headers headers) {
    var id = text(headers, EDIT);
    var version = text(headers, VERSION);
    if (id == null || version == null) {
      return null;
    }
    try {
      return new Edit(id, Long.parseLong(version));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null || header.value().length > LENGTH_MAX
        ? null
        : new String(header.value(), US_ASCII);
  }
}
