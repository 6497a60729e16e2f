package io.carillon.gateway.stream;

import io.carillon.events.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which topics this gateway works on. The same for all parts of one installation, and fixed for
/// its life.
@ConfigMapping(prefix = "carillon.topics")
public interface TopicsConfig {
  /// Goes before every topic's name.
  @WithDefault(Topics.DEFAULT_PREFIX)
  String prefix();

  /// Partitions of the log. A channel's home partition depends on it, so it never changes.
  @WithDefault("64")
  int partitions();

  /// Copies of each record. Below 3 the loss of a broker can lose acknowledged events.
  @WithDefault("3")
  short replication();

  /// The topics' names.
  default Topics names() {
    return Topics.of(prefix());
  }
}
