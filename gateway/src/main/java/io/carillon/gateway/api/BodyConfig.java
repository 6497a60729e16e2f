package io.carillon.gateway.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What requests may make this gateway hold before anybody knows who sent them.
@ConfigMapping(prefix = "carillon.bodies")
public interface BodyConfig {
  /// Bytes of all bodies that are being read, an eighth of the heap unless it is set. Past it
  /// larger bodies are answered 503; small ones are always read.
  Optional<MemorySize> bytesMax();

  /// A body that has not come whole in this time ends its connection.
  @WithDefault("20s")
  Duration within();
}
