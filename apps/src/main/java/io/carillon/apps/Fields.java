package io.carillon.apps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of one JSON object, each refused by its path when it is not what it must be.
final class Fields {
  private final String path;
  private final JsonNode object;
  private final Strangers strangers;

  private Fields(String path, JsonNode object, Strangers strangers) {
    this.path = path;
    this.object = object;
    this.strangers = strangers;
  }

  /// What becomes of fields that are not known.
  enum Strangers {
    REFUSED,
    IGNORED
  }

  /// What is wrong and where. It never repeats a value, which might be a secret.
  static final class Wrong extends Exception {
    Wrong(String path, String why) {
      super(path.isEmpty() ? why : "field \"" + path + "\" " + why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  static Fields of(JsonNode node, Strangers strangers) throws Wrong {
    return at("", node, strangers);
  }

  private static Fields at(String path, JsonNode node, Strangers strangers) throws Wrong {
    if (!node.isObject()) {
      throw new Wrong(path, "must be an object, not " + name(node));
    }
    return new Fields(path, node, strangers);
  }

  void known(Set<String> known) throws Wrong {
    if (strangers == Strangers.IGNORED) {
      return;
    }
    for (var names = object.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      if (!known.contains(name)) {
        throw new Wrong(at(name), "is not known; known are " + String.join(", ", sorted(known)));
      }
    }
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  boolean isNull(String name) {
    var node = object.get(name);
    return node != null && node.isNull();
  }

  String text(String name) throws Wrong {
    var text = optionalText(name);
    if (text == null) {
      throw new Wrong(at(name), "is missing");
    }
    return text;
  }

  @Nullable String optionalText(String name) throws Wrong {
    var node = object.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new Wrong(at(name), "must be a string, not " + name(node));
    }
    return node.textValue();
  }

  boolean flag(String name) throws Wrong {
    var node = object.get(name);
    if (node == null || node.isNull()) {
      return false;
    }
    if (!node.isBoolean()) {
      throw new Wrong(at(name), "must be true or false, not " + name(node));
    }
    return node.booleanValue();
  }

  long number(String name, long whenAbsent) throws Wrong {
    var node = object.get(name);
    if (node == null || node.isNull()) {
      return whenAbsent;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new Wrong(at(name), "must be a whole number, not " + name(node));
    }
    return node.longValue();
  }

  @Nullable Fields optionalObject(String name) throws Wrong {
    var node = object.get(name);
    return node == null || node.isNull() ? null : at(at(name), node, strangers);
  }

  List<Fields> objects(String name) throws Wrong {
    var objects = new ArrayList<Fields>();
    for (var node : array(name)) {
      objects.add(at(at(name) + "[" + objects.size() + "]", node, strangers));
    }
    return objects;
  }

  List<String> texts(String name) throws Wrong {
    var texts = new ArrayList<String>();
    for (var node : array(name)) {
      if (!node.isTextual()) {
        throw new Wrong(at(name) + "[" + texts.size() + "]", "must be a string, not " + name(node));
      }
      texts.add(node.textValue());
    }
    return texts;
  }

  /// Refuses this whole object with a sentence.
  Wrong wrong(String why) {
    return new Wrong("", path.isEmpty() ? why : "field \"" + path + "\": " + why);
  }

  Wrong wrong(String name, String why) {
    return new Wrong(at(name), why);
  }

  private Iterable<JsonNode> array(String name) throws Wrong {
    var node = object.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new Wrong(at(name), "must be a list, not " + name(node));
    }
    return node;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String name(JsonNode node) {
    var type = node.getNodeType();
    return type == JsonNodeType.OBJECT || type == JsonNodeType.ARRAY
        ? "an " + type.name().toLowerCase(Locale.ROOT)
        : "a " + type.name().toLowerCase(Locale.ROOT);
  }
}
