package io.carillon.leaderboard.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Reads the fields of a JSON object and refuses wrong ones by name.
///
/// Nothing is converted but 64-bit numbers, which may be texts because JavaScript's own are not
/// exact beyond 2^53. A field that is `null` is absent. Fields that nobody asks for are ignored.
final class Fields {

  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_LENGTH_MAX = 64;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  static Fields of(byte[] body) {
    var node = parsed(utf8(body));
    if (!node.isObject()) {
      throw InvalidRequest.notJson("the body is %s; send a JSON object".formatted(kind(node)));
    }
    return new Fields(node);
  }

  Optional<String> text(String name) {
    return present(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw wrong(name, node, "a text");
          }
          return node.textValue();
        });
  }

  /// A whole number of 64 bits, as a number or as a text.
  long number(String name) {
    var node =
        present(name)
            .orElseThrow(() -> InvalidRequest.field(name, "is missing; send a whole number"));
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    try {
      return Long.parseLong(node.isTextual() ? node.textValue() : "");
    } catch (NumberFormatException notOne) {
      throw wrong(name, node, "a whole number of 64 bits, as a text when beyond 2^53");
    }
  }

  /// A whole number within bounds.
  Optional<Integer> number(String name, int min, int max) {
    return present(name)
        .map(node -> {
          if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            throw wrong(name, node, "a whole number from %d to %d".formatted(min, max));
          }
          return node.intValue();
        });
  }

  /// One of an enum's constants, in lower case.
  <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
    return text(name)
        .map(text ->
            Arrays.stream(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    InvalidRequest.field(
                        name,
                        "is '%s'; send one of %s"
                            .formatted(text, Arrays.toString(choices).toLowerCase(Locale.ROOT)))));
  }

  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private static InvalidRequest wrong(String name, JsonNode node, String wanted) {
    return InvalidRequest.field(name, "is %s; send %s".formatted(kind(node), wanted));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "empty";
      case STRING -> "a text";
      case NUMBER -> "the number " + node.asText();
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> node.asText();
    };
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw InvalidRequest.notJson(
          where == null
              ? "the body is not JSON; send a JSON object"
              : "the body stops being JSON at line %d, column %d; send a JSON object"
                  .formatted(where.getLineNr(), where.getColumnNr()));
    }
  }

  /// Jackson itself would guess among encodings and let some broken UTF-8 pass.
  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw InvalidRequest.notJson("the body is not UTF-8; send UTF-8");
    }
  }
}
