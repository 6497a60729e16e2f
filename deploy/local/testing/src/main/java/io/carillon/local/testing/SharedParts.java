package io.carillon.local.testing;

import java.util.function.Function;
import java.util.function.Supplier;

/// The parts that all tests of one JVM share, told by system properties for the same reason as in
/// [TestPart].
final class SharedParts {
  private SharedParts() {}

  /// The part of that name: described already by another class loader, or started here.
  static <T> T one(
      String name, Supplier<T> start, Function<T, String> describe, Function<String, T> known) {
    synchronized (Runtime.getRuntime()) { // the same object for all class loaders
      var property = "io.carillon.test.shared." + name;
      var description = System.getProperty(property);
      if (description != null) {
        return known.apply(description);
      }
      var started = start.get();
      System.setProperty(property, describe.apply(started));
      return started;
    }
  }
}
