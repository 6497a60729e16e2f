package io.carillon.local.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the person asked for: on the command line, and by environment variables (architecture of
/// the local stack).
///
/// @param only the parts to start, by name without number; empty for all
record StackOptions(int gateways, int brokers, Set<String> only, Map<String, String> environment) {
  private static final int GATEWAYS_MAX = 9;
  private static final int STEP = 100;
  private static final int PORT_MAX = 65_535;
  static final List<String> PARTS =
      List.of("postgresql", "kafka", "oidc", "gateway", "chat", "presence", "leaderboard");

  private static final Map<String, Integer> PORTS =
      Map.of(
          "gateway", 8080,
          "chat", 8081,
          "presence", 8082,
          "leaderboard", 8083,
          "oidc", 8090,
          "kafka", 9092,
          "postgresql", 5433);

  StackOptions {
    only = Set.copyOf(only);
    environment = Map.copyOf(environment);
    if (gateways < 1 || gateways > GATEWAYS_MAX) {
      throw new LaunchFailed("--gateways takes 1 to " + GATEWAYS_MAX + ", not " + gateways + ".");
    }
    if (brokers != 1 && brokers != 3) {
      throw new LaunchFailed("--brokers takes 1 or 3, not " + brokers + ".");
    }
    for (var part : only) {
      if (!PARTS.contains(part)) {
        throw new LaunchFailed(
            "--only does not know '" + part + "': the parts are " + String.join(", ", PARTS) + ".");
      }
    }
  }

  boolean wants(String part) {
    return only.isEmpty() || only.contains(part);
  }

  /// The port of the first part of that kind.
  int port(String part) {
    return port(part, 1);
  }

  /// The port of the part with that number (from 1): each is 100 above the one before.
  int port(String part, int number) {
    var variable = portVariable(part);
    var set = environment.getOrDefault(variable, "");
    try {
      var first = set.isBlank() ? PORTS.getOrDefault(part, 0) : Integer.parseInt(set.strip());
      var port = first + (number - 1) * STEP;
      if (first < 1 || port > PORT_MAX) {
        throw new LaunchFailed(variable + " must lie between 1 and 65535, not " + port + ".");
      }
      return port;
    } catch (NumberFormatException noNumber) {
      throw new LaunchFailed(variable + " must be a port number, not '" + set + "'.", noNumber);
    }
  }

  static String portVariable(String part) {
    return "CARILLON_" + variableName(part) + "_PORT";
  }

  /// The defaults, then what the person set for this part: the JVM takes the last.
  List<String> javaOptions(String part, List<String> defaults) {
    var options = new ArrayList<>(defaults);
    for (var option : setting("CARILLON_" + variableName(part) + "_JAVA_OPTS").split("\\s+", -1)) {
      if (!option.isEmpty()) {
        options.add(option);
      }
    }
    return List.copyOf(options);
  }

  /// An environment variable, empty when it is not set.
  String setting(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  private static String variableName(String part) {
    return part.toUpperCase(java.util.Locale.ROOT);
  }
}
