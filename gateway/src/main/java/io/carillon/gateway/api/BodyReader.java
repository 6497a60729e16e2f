package io.carillon.gateway.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.carillon.events.Utf8;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object member by member; a wrong type is refused with the member's path.
///
/// A member that is null counts as absent. Members nobody asks for are skipped.
public final class BodyReader {
  private final JsonParser parser;

  private BodyReader(JsonParser parser) {
    this.parser = parser;
  }

  /// Makes a value of a body, whose first `{` was read already.
  @FunctionalInterface
  public interface Shape<T> {
    T of(BodyReader body) throws IOException, WrongBody;
  }

  /// Reads a whole body; nothing may stand behind the object.
  public static <T> Reading<T> read(byte[] body, Shape<T> shape) {
    if (!isText(body)) {
      return new Broken<>(
          Problem.badRequest("invalid-json", "The body is not UTF-8 text: send UTF-8"));
    }
    try (var parser = Json.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new WrongBody("invalid-json", "The body must be a JSON object");
      }
      var value = shape.of(new BodyReader(parser));
      if (parser.nextToken() != null) {
        throw new WrongBody("invalid-json", "The body must be one JSON object with nothing behind");
      }
      return new Read<>(value);
    } catch (WrongBody e) {
      return new Broken<>(e.problem());
    } catch (StreamConstraintsException e) {
      return new Broken<>(
          Problem.badRequest("json-beyond-bounds", "The body is beyond a bound" + position(e)));
    } catch (JsonProcessingException e) {
      return new Broken<>(
          Problem.badRequest(
              "invalid-json",
              "The body is not valid JSON" + position(e) + " (no member may stand twice)"));
    } catch (IOException e) {
      return new Broken<>(Problem.badRequest("invalid-json", "The body is not UTF-8 text"));
    }
  }

  /// The parser itself would guess among encodings, and let some broken UTF-8 pass changed. JSON
  /// has no zero byte, and every other encoding of it has.
  private static boolean isText(byte[] body) {
    for (byte each : body) {
      if (each == 0) {
        return false;
      }
    }
    return Utf8.isValid(body);
  }

  /// Goes to the next member's value; false at the end of the object.
  public boolean nextMember() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /// The name of the member that {@link #nextMember} went to.
  public String name() throws IOException {
    return parser.currentName();
  }

  public void skip() throws IOException {
    parser.skipChildren();
  }

  /// The member's string, null when it is null.
  public @Nullable String string() throws IOException, WrongBody {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> wholeText();
      case VALUE_NULL -> null;
      default -> throw wrong("a string");
    };
  }

  /// The member's list of strings, null when it is null.
  @Nullable List<String> strings(int max) throws IOException, WrongBody {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    requireArray("a list of strings");
    var strings = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw wrong("a string");
      }
      requireRoom(strings.size(), max);
      strings.add(wholeText());
    }
    return strings;
  }

  /// Half a character, which only an escape can make, cannot be sent on as it is.
  private String wholeText() throws IOException, WrongBody {
    var text = parser.getText();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          throw new WrongBody(
              "half-character",
              "`%s` has half a character at position %d: send whole ones".formatted(path(), i));
        }
        i++;
      }
    }
    return text;
  }

  /// The member's list of objects, null when it is null.
  <T> @Nullable List<T> objects(int max, Shape<T> each) throws IOException, WrongBody {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    requireArray("a list of objects");
    var objects = new ArrayList<T>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("an object");
      }
      requireRoom(objects.size(), max);
      objects.add(each.of(this));
    }
    return objects;
  }

  /// Where the reader stands: `batch[2].name`.
  String path() {
    var path = new StringBuilder();
    var here = parser.getParsingContext();
    // A list that has just begun is still named by where it stands.
    var start = parser.currentToken() == JsonToken.START_ARRAY ? here.getParent() : here;
    for (var at = start; at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.getCurrentName() != null) {
        path.insert(0, "." + Problem.shown(at.getCurrentName()));
      }
    }
    return path.isEmpty() ? "" : path.substring(1);
  }

  private void requireArray(String wanted) throws WrongBody {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(wanted);
    }
  }

  private void requireRoom(int size, int max) throws WrongBody {
    if (size >= max) {
      var path = path();
      throw new WrongBody(
          "too-many",
          "`%s` has at most %d entries: send the others in a further request"
              .formatted(path.substring(0, path.lastIndexOf('[')), max));
    }
  }

  private WrongBody wrong(String wanted) {
    return new WrongBody("wrong-type", "`%s` must be %s, not %s".formatted(path(), wanted, kind()));
  }

  private String kind() {
    var token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  private static String position(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "" : ": line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
