package io.carillon.chat.identity;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the apps come from, the same in every part of the platform.
@ConfigMapping(prefix = "carillon.apps")
interface AppsConfig {

  /// Configured apps, as JSON; they count where the topic has no record of them.
  Optional<Path> file();

  /// Base64 of 32 bytes: opens the secrets in the topic of apps.
  Optional<String> platformKey();
}
