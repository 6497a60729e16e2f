package io.carillon.deploy;

import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The settings that a service has: those of its sources and of its properties file, and the few of
/// its framework that a deployment gives.
///
/// A name may hold `[*]` for any index and `*` for any text.
record ServiceSettings(Set<String> names, Properties defaults) {
  private static final Set<String> OF_THE_FRAMEWORK =
      Set.of("quarkus.http.host", "quarkus.http.port", "quarkus.oidc.auth-server-url");

  static ServiceSettings of(Part part) {
    var names = new TreeSet<>(OF_THE_FRAMEWORK);
    var defaults =
        Repository.properties(part.module() + "/src/main/resources/application.properties");
    names.addAll(defaults.stringPropertyNames());
    part.modules()
        .forEach(module -> names.addAll(SettingsInSources.below(module + "/src/main/java")));
    return new ServiceSettings(names, defaults);
  }

  /// Whether an environment variable is one of them.
  boolean know(String variable) {
    return names.stream().anyMatch(name -> pattern(name).matcher(variable).matches());
  }

  /// What an environment variable for a setting is called.
  static String variable(String setting) {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Pattern pattern(String name) {
    var quoted = variable(name.replace("[*]", "[0]").replace("*", "ANY"));
    return Pattern.compile(quoted.replace("_0_", "_\\d+_").replace("ANY", "[A-Z0-9_]+"));
  }
}
