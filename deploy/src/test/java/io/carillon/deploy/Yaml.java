package io.carillon.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// A node of a YAML document, asked by dotted path. What is not there is an assertion that names
/// it.
record Yaml(String where, Object value) {

  /// Reads every document of a text. A key that stands twice is an error.
  static List<Yaml> documents(String where, String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var documents = new ArrayList<Yaml>();
    for (var document : new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(text)) {
      documents.add(new Yaml(where, document));
    }
    return documents;
  }

  static Yaml document(String fromRoot) {
    return documents(fromRoot, Repository.text(fromRoot)).getFirst();
  }

  Yaml at(String path) {
    var here = this;
    for (var name : path.split("\\.", -1)) {
      here = here.child(name);
    }
    return here;
  }

  Yaml child(String name) {
    var child = map().get(name);
    if (child == null) {
      throw new AssertionError(where + " has no " + name);
    }
    return new Yaml(where + "." + name, child);
  }

  boolean has(String name) {
    return map().containsKey(name);
  }

  Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new AssertionError(where + " is no mapping but " + value);
  }

  List<String> keys() {
    return map().keySet().stream().map(Object::toString).toList();
  }

  List<Yaml> children() {
    return keys().stream().map(this::child).toList();
  }

  List<String> texts() {
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    throw new AssertionError(where + " is no list but " + value);
  }

  String text() {
    return value.toString();
  }
}
