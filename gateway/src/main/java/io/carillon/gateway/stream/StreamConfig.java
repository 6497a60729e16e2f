package io.carillon.gateway.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the log is read.
@ConfigMapping(prefix = "carillon.stream")
public interface StreamConfig {
  /// How far back a starting gateway reads to know what relays may send again. Below a relay's
  /// longest outage an event that is sent twice around this gateway's start can reach its clients
  /// twice.
  @WithDefault("10m")
  Duration lookBack();

  /// Sources remembered at most; the ones unheard of for longest go first.
  @WithDefault("500000")
  int sourcesMax();

  /// Idempotency keys remembered at most, about 200 bytes each; past it the ones unseen for longest
  /// are forgotten within their five minutes, and a late retry is delivered again.
  @WithDefault("200000")
  int idsMax();

  /// Second copies whose places are remembered, so that they are passed over when the log is read
  /// again for clients that come back; what lies before the eldest is not read again.
  @WithDefault("100000")
  int passedMax();

  /// Shortest time from one batch to the next: under load more events go into each write. The first
  /// event after as long a silence is not held back.
  @WithDefault("2ms")
  Duration batchInterval();

  /// Records of one batch. Larger batches cost less per delivery and hold more memory.
  @WithDefault("4000")
  int batchRecordsMax();
}
