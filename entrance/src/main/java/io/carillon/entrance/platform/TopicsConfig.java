package io.carillon.entrance.platform;

import io.carillon.events.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The topics that all parts work on.
@ConfigMapping(prefix = "carillon.topics")
public interface TopicsConfig {

  /// Goes before every topic's name.
  @WithDefault(Topics.DEFAULT_PREFIX)
  String prefix();

  /// Partitions of the log, of memberships and of what is spread alike; fixed for life.
  @WithDefault("64")
  int partitions();

  /// Copies of each record. Below 3 the loss of a broker can lose what was acknowledged.
  @WithDefault("3")
  short replication();

  /// The topics' names.
  default Topics names() {
    return Topics.of(prefix());
  }
}
