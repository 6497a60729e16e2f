package io.carillon.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with places that each record fills: `{key}`, `{header.NAME}`, `{value.path.to.field}`.
/// Two braces stand for one: `{{` and `}}`.
///
/// Parsed once, then filled without looking at the text again. What a place is filled with is text,
/// never a template.
record RouteTemplate(List<Part> parts) {
  static final int LENGTH_MAX = 1_000;

  private static final String HEADER = "header.";
  private static final String VALUE = "value.";

  /// A piece of the text.
  sealed interface Part {
    /// It stands for itself.
    record Constant(String text) implements Part {}

    /// The record's key.
    record Key() implements Part {}

    /// The last header of that name.
    record HeaderOf(String name) implements Part {}

    /// A field of the value.
    record Field(FieldPath path) implements Part {}
  }

  RouteTemplate {
    parts = List.copyOf(parts);
  }

  /// @throws IllegalArgumentException with a sentence that says what to change
  static RouteTemplate parse(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a template has 1 to %d characters, not %d".formatted(LENGTH_MAX, text.length()));
    }
    var parts = new ArrayList<Part>();
    var constant = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        constant.append(c);
        at++;
      } else if (c == '{') {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException(
              "the { at character %d is not closed: write {{ for a brace".formatted(at));
        }
        flush(constant, parts);
        parts.add(place(text.substring(at + 1, end)));
        at = end;
      } else if (c == '}') {
        throw new IllegalArgumentException(
            "the } at character %d closes nothing: write }} for a brace".formatted(at));
      } else {
        constant.append(c);
      }
    }
    flush(constant, parts);
    return new RouteTemplate(parts);
  }

  private static void flush(StringBuilder constant, List<Part> parts) {
    if (!constant.isEmpty()) {
      parts.add(new Part.Constant(constant.toString()));
      constant.setLength(0);
    }
  }

  private static Part place(String name) {
    if (name.equals("key")) {
      return new Part.Key();
    }
    if (name.startsWith(HEADER) && name.length() > HEADER.length()) {
      return new Part.HeaderOf(name.substring(HEADER.length()));
    }
    if (name.startsWith(VALUE)) {
      return new Part.Field(FieldPath.parse(name.substring(VALUE.length())));
    }
    throw new IllegalArgumentException(
        "{%s} is none of {key}, {header.NAME}, {value.path.to.field}".formatted(name));
  }

  /// The text for one record.
  ///
  /// @throws BrokenRecord when it lacks what a place asks for
  String fill(SourceRecord record) throws BrokenRecord {
    var filled = new StringBuilder();
    for (Part part : parts) {
      String text =
          switch (part) {
            case Part.Constant(var constant) -> constant;
            case Part.Key() -> record.key();
            case Part.HeaderOf(var name) -> record.header(name);
            case Part.Field(var path) -> record.field(path);
          };
      filled.append(text);
    }
    return filled.toString();
  }

  /// What clients get as data, from a template with [#one] part.
  byte[] data(SourceRecord record) throws BrokenRecord {
    return parts.getFirst() instanceof Part.Field(var path)
        ? record.fieldData(path)
        : fill(record).getBytes(UTF_8);
  }

  /// Whether it is one place or one constant.
  boolean one() {
    return parts.size() == 1;
  }

  /// The text, where no record fills anything in.
  Optional<String> constant() {
    return one() && parts.getFirst() instanceof Part.Constant(var text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /// The fields of the value that are asked for.
  List<FieldPath> fields() {
    var fields = new ArrayList<FieldPath>();
    for (Part part : parts) {
      if (part instanceof Part.Field(var path)) {
        fields.add(path);
      }
    }
    return fields;
  }
}
