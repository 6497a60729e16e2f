package io.carillon.gateway.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much a gateway keeps and reads for clients that come back.
@ConfigMapping(prefix = "carillon.replay")
public interface ReplayConfig {
  /// Memory for the last events of all partitions. What is older is read from the log again.
  @WithDefault("33554432")
  long bufferBytesMax();

  /// What is read from the log in one go for all who wait for a partition; and what such events may
  /// take in memory until their clients have them. Who needs more is told `recovered: false`.
  @WithDefault("67108864")
  long logBytesMax();

  /// How long a client waits for the log at most; then it is told `recovered: false`.
  @WithDefault("5s")
  Duration logWithin();

  /// Subscriptions that may wait for the log at once; further ones are told `recovered: false`.
  @WithDefault("20000")
  int waitingMax();

  /// Events that a client may ask for when it subscribes for the first time.
  @WithDefault("100")
  int historyMax();

  /// How many records a partition goes on before those who listen to its quiet channels are told
  /// where they stand. Smaller keeps their positions fresher and wakes phones more often.
  @WithDefault("1000")
  int refreshRecords();
}
