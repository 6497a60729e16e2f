package io.carillon.gateway;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where apps come from besides their topic.
@ConfigMapping(prefix = "carillon.apps")
interface AppsConfig {
  /// Apps that count where the topic has no record: a JSON list.
  Optional<Path> file();

  /// Base64 of the 32 bytes that seal secrets in the topic; without it the topic's apps cannot be
  /// read.
  Optional<String> platformKey();
}
