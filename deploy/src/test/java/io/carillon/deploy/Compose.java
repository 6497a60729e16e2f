package io.carillon.deploy;

import java.util.Map;
import java.util.TreeMap;

/// The compose file.
final class Compose {
  static final String PATH = "deploy/compose.yaml";
  static final Yaml FILE = Yaml.document(PATH);

  private Compose() {}

  static Yaml service(Part part) {
    return FILE.at("services." + part.id());
  }

  static Map<String, String> environment(Part part) {
    var environment = service(part).child("environment");
    var values = new TreeMap<String, String>();
    environment.keys().forEach(name -> values.put(name, environment.child(name).text()));
    return values;
  }
}
