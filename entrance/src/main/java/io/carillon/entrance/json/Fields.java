package io.carillon.entrance.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.entrance.problem.InvalidRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the fields of a JSON object and refuses wrong ones with their path.
///
/// Nothing is converted but where a method says so: a number is no text. A field that is `null` is
/// absent. Fields that nobody asks for are ignored.
public final class Fields {

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

  private final String path;
  private final JsonNode object;

  Fields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  public Optional<String> text(String name) {
    return present(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw wrongType(name, node, "a text");
          }
          return node.textValue();
        });
  }

  public Optional<String> text(String name, Text rule) {
    var text = text(name);
    text.flatMap(rule::fault)
        .ifPresent(fault -> {
          throw wrong(name, fault);
        });
    return text;
  }

  public String requiredText(String name, Text rule) {
    return text(name, rule).orElseThrow(() -> wrong(name, "is missing; send a text"));
  }

  /// A text, or a whole number as its digits.
  public Optional<String> id(String name) {
    return present(name)
        .map(node -> {
          if (!node.isTextual() && !node.isIntegralNumber()) {
            throw wrongType(name, node, "a text or a whole number");
          }
          return node.asText();
        });
  }

  /// One of an enum's constants, in lower case.
  public <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
    return text(name)
        .map(text ->
            Arrays.stream(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    wrong(
                        name,
                        "is '%s'; send one of %s"
                            .formatted(text, Arrays.toString(choices).toLowerCase(Locale.ROOT)))));
  }

  public Optional<Boolean> flag(String name) {
    return present(name)
        .map(node -> {
          if (!node.isBoolean()) {
            throw wrongType(name, node, "true or false");
          }
          return node.booleanValue();
        });
  }

  /// A whole number from 0 on.
  public Optional<Long> count(String name) {
    return present(name)
        .map(node -> {
          if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw wrongType(name, node, "a whole number from 0 on");
          }
          return node.longValue();
        });
  }

  /// A whole number within bounds.
  public Optional<Integer> number(String name, int min, int max) {
    return present(name)
        .map(node -> {
          if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            throw wrongType(name, node, "a whole number from %d to %d".formatted(min, max));
          }
          return node.intValue();
        });
  }

  /// A whole number of 64 bits, as a number or as a text: JavaScript's own are not exact beyond
  /// 2^53.
  public long requiredNumber(String name) {
    var node = present(name).orElseThrow(() -> wrong(name, "is missing; send a whole number"));
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    try {
      // Java takes the digits of every script, and a plus.
      return Long.parseLong(DIGITS.matcher(node.asText()).matches() ? node.asText() : "");
    } catch (NumberFormatException notOne) {
      throw wrongType(name, node, "a whole number of 64 bits, as a text when beyond 2^53");
    }
  }

  /// The objects of a list; an absent list has none.
  public List<Fields> list(String name, int max) {
    var node = present(name).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrongType(name, node, "a list of objects");
    }
    if (node.size() > max) {
      throw wrong(name, "has %d entries; send at most %d".formatted(node.size(), max));
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

  /// The refusal of a field whose value only the caller can judge.
  public InvalidRequest wrong(String name, String detail) {
    return InvalidRequest.field(path + name, detail);
  }

  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private InvalidRequest wrongType(String name, JsonNode node, String wanted) {
    return wrong(name, "is %s; send %s".formatted(kind(node), wanted));
  }

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "empty";
      case STRING -> "a text";
      case NUMBER -> "the number " + node.asText();
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> node.asText();
    };
  }
}
