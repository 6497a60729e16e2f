package io.carillon.chat.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How typing is told.
@ConfigMapping(prefix = "carillon.chat.typing")
interface TypingConfig {

  /// How long a sign of typing is shown when no further one comes.
  @WithDefault("2s")
  Duration expiresIn();

  /// An event that waits longer for the broker is dropped: it would be told too late to be true.
  @WithDefault("2s")
  Duration deliveryTimeout();
}
