package io.carillon.entrance.platform;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the apps come from.
@ConfigMapping(prefix = "carillon.apps")
public interface AppsConfig {

  /// Configured apps, as JSON; they count where the topic has no record of them.
  Optional<Path> file();

  /// Base64 of 32 bytes: opens the secrets in the topic of apps, and proves instances of a service
  /// to each other.
  Optional<String> platformKey();
}
