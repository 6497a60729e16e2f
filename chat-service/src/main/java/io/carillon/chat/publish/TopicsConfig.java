package io.carillon.chat.publish;

import io.carillon.events.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The topics' settings, the same in every part of the platform.
@ConfigMapping(prefix = "carillon.topics")
interface TopicsConfig {

  @WithDefault(Topics.DEFAULT_PREFIX)
  String prefix();

  /// Of the log; fixed for the life of the installation.
  @WithDefault("64")
  int partitions();

  @WithDefault("1")
  short replication();
}
