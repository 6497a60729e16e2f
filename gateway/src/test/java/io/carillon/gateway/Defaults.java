package io.carillon.gateway;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/// Settings as they are when none, or only some, are set.
public final class Defaults {
  private static final int ABOVE_THE_BUILT_IN = 200;

  private Defaults() {}

  public static <T> T of(Class<T> mapping) {
    return of(mapping, Map.of());
  }

  /// The settings with these on top.
  ///
  /// @param set by full name
  public static <T> T of(Class<T> mapping, Map<String, String> set) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, ABOVE_THE_BUILT_IN, new DurationConverter())
        .withDefaultValues(set)
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
