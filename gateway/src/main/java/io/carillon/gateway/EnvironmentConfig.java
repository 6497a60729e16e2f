package io.carillon.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What kind of installation this is.
@ConfigMapping(prefix = "carillon")
public interface EnvironmentConfig {
  /// Development opens what production keeps closed: the development secret, origins, rules for the
  /// demo's channels.
  @WithDefault("production")
  Environment environment();

  /// The kinds of installation.
  enum Environment {
    DEVELOPMENT,
    PRODUCTION
  }

  /// True where everything is open.
  default boolean development() {
    return environment() == Environment.DEVELOPMENT;
  }
}
