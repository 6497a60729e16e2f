package io.carillon.gateway.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long and in how much memory the last events of cached channels are kept.
@ConfigMapping(prefix = "carillon.cache")
public interface CacheConfig {
  /// The longest time to live that there is: the topic of copies holds little more.
  Duration TTL_MAX = Duration.ofMinutes(30);

  /// How long an event is given to those who subscribe after it; 30 minutes at most.
  @WithDefault("30m")
  Duration ttl();

  /// Memory for last events, names and places counted. Past it the data of the oldest goes first:
  /// it is then read from the log when somebody subscribes. Once places without data take half of
  /// it, the oldest of them are forgotten before their time.
  @WithDefault("67108864")
  long bytesMax();

  /// Subscribers that may wait for the log at once; further ones are told that there is no event.
  @WithDefault("20000")
  int waitingMax();

  /// One that waited so long for the log is told that there is no event.
  @WithDefault("2s")
  Duration loadWithin();
}
