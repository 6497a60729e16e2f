package io.carillon.chat.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the fields of a JSON object and refuses wrong ones with their path.
///
/// Nothing is converted: a number is no text. A field that is `null` is absent. Fields that nobody
/// asks for are ignored.
final class Fields {

  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_LENGTH_MAX = 32;

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

  private final String path;
  private final JsonNode object;

  private Fields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  static Fields of(byte[] body) {
    var node = parsed(utf8(body));
    if (!node.isObject()) {
      throw new InvalidRequest(
          Problem.NOT_JSON, "the body is %s; send a JSON object".formatted(kind(node)));
    }
    return new Fields("", node);
  }

  String text(String name, Text rule) {
    return optionalText(name, rule)
        .orElseThrow(() -> InvalidRequest.field(path + name, "is missing; send a text"));
  }

  Optional<String> optionalText(String name, Text rule) {
    return present(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw wrongType(name, node, "a text");
          }
          var fault = rule.fault(node.textValue());
          if (fault.isPresent()) {
            throw InvalidRequest.field(path + name, fault.get());
          }
          return node.textValue();
        });
  }

  Optional<Boolean> flag(String name) {
    return present(name)
        .map(node -> {
          if (!node.isBoolean()) {
            throw wrongType(name, node, "true or false");
          }
          return node.booleanValue();
        });
  }

  /// A whole number from 0 on.
  Optional<Long> count(String name) {
    return present(name)
        .map(node -> {
          if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw wrongType(name, node, "a whole number from 0 on");
          }
          return node.longValue();
        });
  }

  /// The objects of a list; an absent list has none.
  List<Fields> list(String name, int max) {
    var node = present(name).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrongType(name, node, "a list of objects");
    }
    if (node.size() > max) {
      throw InvalidRequest.field(
          path + name, "has %d entries; send at most %d".formatted(node.size(), max));
    }
    var fields = new ArrayList<Fields>(node.size());
    for (int i = 0; i < node.size(); i++) {
      var entry = node.get(i);
      if (!entry.isObject()) {
        throw wrongType("%s[%d]".formatted(name, i), entry, "an object");
      }
      fields.add(new Fields("%s%s[%d].".formatted(path, name, i), entry));
    }
    return fields;
  }

  InvalidRequest wrong(String name, String detail) {
    return InvalidRequest.field(path + name, detail);
  }

  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private InvalidRequest wrongType(String name, JsonNode node, String wanted) {
    return InvalidRequest.field(path + name, "is %s; send %s".formatted(kind(node), wanted));
  }

  private static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "empty";
    }
    if (node.getNodeType() == JsonNodeType.STRING) {
      return "a text";
    }
    if (node.getNodeType() == JsonNodeType.NUMBER) {
      return "the number " + node.asText();
    }
    return node.isNull() || node.isBoolean()
        ? node.asText()
        : (node.isArray() ? "a list" : "an " + node.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new InvalidRequest(
          Problem.NOT_JSON,
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
      throw new InvalidRequest(Problem.NOT_JSON, "the body is not UTF-8; send UTF-8");
    }
  }
}
