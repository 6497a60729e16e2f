package io.carillon.chat.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much and how long the database may be asked.
@ConfigMapping(prefix = "carillon.chat.database")
interface DatabaseConfig {

  /// After it the caller is told to try again; the outcome is then unknown.
  @WithDefault("5s")
  Duration patience();

  /// More callers at once are told to come back, so that waiting ones cannot fill the memory.
  @WithDefault("1000")
  int callersMax();
}
