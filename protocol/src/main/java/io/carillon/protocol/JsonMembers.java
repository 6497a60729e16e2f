package io.carillon.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The named members of one JSON object, read strictly and within bounds.
///
/// The whole text is checked to be JSON; members nobody asked for are skipped; one that was asked
/// for may stand only once. A value that is an object or array is kept as its source text, so that
/// key order, spacing and big numbers survive.
final class JsonMembers {
  /// Twice the largest event data (1 MB), since quotes are escaped, and the envelope.
  static final int CHARACTERS_MAX = 2_200_000;

  static final int DEPTH_MAX = 100;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(CHARACTERS_MAX)
                  .maxNameLength(10_000)
                  .maxNumberLength(1_000)
                  .build())
          // Names come from strangers: no table remembers them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Map<String, Value> values;

  private JsonMembers(Map<String, Value> values) {
    this.values = values;
  }

  /// A member's value. What is neither text nor number is its source text.
  record Value(JsonToken kind, String text) {
    boolean isText() {
      return kind == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
      return kind.isNumeric();
    }

    boolean isObject() {
      return kind == JsonToken.START_OBJECT;
    }

    boolean isArray() {
      return kind == JsonToken.START_ARRAY;
    }

    boolean isNull() {
      return kind == JsonToken.VALUE_NULL;
    }
  }

  /// Says in one sentence why a text cannot be read.
  static final class Unreadable extends Exception {
    Unreadable(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /// @param what the thing the sentence of a refusal speaks about
  static JsonMembers read(String what, String text, List<String> names) throws Unreadable {
    if (text.length() > CHARACTERS_MAX) {
      throw new Unreadable(
          "%s has at most %d characters, this has %d"
              .formatted(what, CHARACTERS_MAX, text.length()));
    }
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable(what + " must be a JSON object");
      }
      var values = members(parser, text, names);
      if (parser.nextToken() != null) {
        throw new Unreadable(what + " must be one JSON object with nothing behind it");
      }
      return new JsonMembers(values);
    } catch (JsonProcessingException e) {
      throw new Unreadable(what + " is not valid JSON" + position(e));
    } catch (IOException e) {
      throw new AssertionError("reading a string gave an I/O error", e);
    }
  }

  @Nullable Value get(String name) {
    var value = values.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /// The content of a string, the source text of any other value (`null` too).
  String source(String name, String whenAbsent) {
    var value = values.get(name);
    return value == null ? whenAbsent : value.text();
  }

  /// The string of that name, null when it is absent or null.
  @Nullable String text(String name) throws Unreadable {
    var value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isText()) {
      throw new Unreadable("`%s` must be a string".formatted(name));
    }
    return value.text();
  }

  /// The whole number of that name.
  OptionalLong wholeNumber(String name) throws Unreadable {
    var value = get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      if (value.isNumber()) {
        return OptionalLong.of(Long.parseLong(value.text()));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Unreadable("`%s` must be a whole number".formatted(name));
  }

  String requiredText(String name) throws Unreadable {
    var text = text(name);
    if (text == null) {
      throw new Unreadable("`%s` is missing: it must be a string".formatted(name));
    }
    return text;
  }

  /// The strings of that list; none when it is absent or null.
  List<String> texts(String name) throws Unreadable {
    var value = get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new Unreadable("`%s` must be a list of strings".formatted(name));
    }
    try (var parser = JSON.createParser(value.text())) {
      var texts = new ArrayList<String>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(parser.getText());
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new Unreadable("`%s` must be a list of strings".formatted(name));
      }
      return texts;
    } catch (IOException e) {
      throw new AssertionError("what was read once cannot be read again", e);
    }
  }

  private static Map<String, Value> members(JsonParser parser, String text, List<String> names)
      throws IOException, Unreadable {
    var values = new HashMap<String, Value>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var kind = parser.nextToken();
      if (!names.contains(name)) {
        parser.skipChildren();
      } else if (values.put(name, new Value(kind, textOf(parser, kind, text))) != null) {
        throw new Unreadable("`%s` may stand only once".formatted(name));
      }
    }
    return values;
  }

  private static String textOf(JsonParser parser, JsonToken kind, String text) throws IOException {
    if (kind.isScalarValue()) {
      return parser.getText();
    }
    var start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return text.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private static String position(JsonProcessingException e) {
    var location = e.getLocation();
    return location == null
        ? ""
        : ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
