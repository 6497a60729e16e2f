package io.carillon.gateway.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Some fields of JSON texts, each found in one pass that reads nothing else and goes at most
/// [#DEPTH_MAX] deep.
///
/// Objects, lists and numbers are kept as their source text, so order, spacing and big numbers
/// survive. Thread-safe.
final class JsonFields {
  static final int DEPTH_MAX = 100;
  static final int NUMBER_LENGTH_MAX = 1_000;
  static final int CHARACTERS_MAX = 8 << 20;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(CHARACTERS_MAX)
                  .maxNameLength(10_000)
                  .maxNumberLength(NUMBER_LENGTH_MAX)
                  .build())
          // Names come from strangers: no table remembers them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /// One field's value.
  ///
  /// @param kind the token that it begins with
  /// @param text the content of a string, the source text of anything else
  record Found(JsonToken kind, String text) {}

  /// A place that is wanted or leads to such.
  private static final class Place {
    private final Map<String, Place> below = new HashMap<>();
    private @Nullable FieldPath wanted;

    private @Nullable Place below(String step) {
      return below.get(step);
    }
  }

  private final Place top = new Place();

  JsonFields(Collection<FieldPath> wanted) {
    for (FieldPath path : wanted) {
      Place place = top;
      for (String step : path.steps()) {
        place = place.below.computeIfAbsent(step, _ -> new Place());
      }
      place.wanted = path;
    }
  }

  /// The wanted fields that are there.
  ///
  /// @throws BrokenRecord when the text is not one JSON value, or beyond the bounds
  Map<FieldPath, Found> of(String text) throws BrokenRecord {
    if (text.length() > CHARACTERS_MAX) {
      throw new BrokenRecord(
          Reason.DATA, "a value with fields has at most %d characters".formatted(CHARACTERS_MAX));
    }
    var found = new HashMap<FieldPath, Found>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new BrokenRecord(Reason.DATA, "the value is empty, not JSON");
      }
      new Reading(parser, text, found).value(top);
      if (parser.nextToken() != null) {
        throw new BrokenRecord(Reason.DATA, "the value is more than one JSON value");
      }
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " at character " + at.getCharOffset();
      throw new BrokenRecord(
          Reason.DATA, "the value is not JSON within the bounds of depth and number" + where);
    } catch (IOException e) {
      throw new AssertionError("reading a string gave an I/O error", e);
    }
    return found;
  }

  /// One pass over one text.
  private record Reading(JsonParser parser, String text, Map<FieldPath, Found> found) {
    /// Stands on a value's first token, and on its last one afterwards.
    void value(@Nullable Place place) throws IOException, BrokenRecord {
      if (place == null) {
        parser.skipChildren();
        return;
      }
      JsonToken kind = parser.currentToken();
      int start = (int) parser.currentTokenLocation().getCharOffset();
      switch (kind) {
        case START_OBJECT -> members(place);
        case START_ARRAY -> entries(place);
        default -> {}
      }
      FieldPath path = place.wanted;
      if (path != null) {
        String content =
            kind.isScalarValue()
                ? parser.getText()
                : text.substring(start, (int) parser.currentLocation().getCharOffset());
        if (found.put(path, new Found(kind, content)) != null) {
          throw new BrokenRecord(Reason.DATA, "the field " + path + " stands twice");
        }
      }
    }

    private void members(Place place) throws IOException, BrokenRecord {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Place next = place.below(parser.currentName());
        parser.nextToken();
        value(next);
      }
    }

    private void entries(Place place) throws IOException, BrokenRecord {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(place.below.isEmpty() ? null : place.below(Integer.toString(i)));
      }
    }
  }
}
