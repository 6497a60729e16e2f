package io.carillon.gateway.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How events are put on the log.
@ConfigMapping(prefix = "carillon.publish")
public interface PublishConfig {
  /// A caller that waited this long is answered «unavailable», though the outcome is unknown.
  @WithDefault("5s")
  Duration answerWithin();

  /// Records that the broker did not take by then are given up. Below `answer-within`, so that the
  /// outcome is nearly always known when the caller is answered.
  @WithDefault("4s")
  Duration deliverWithin();

  /// Waits this long for more records before a request is sent to the broker; each event is late by
  /// it, the broker has fewer requests for it.
  @WithDefault("1ms")
  Duration linger();

  /// Kafka's word for it; compressing costs the one core that fan-out needs.
  @WithDefault("none")
  String compression();

  /// Memory for records on their way; beyond it triggers are answered «unavailable» at once.
  @WithDefault("33554432")
  long bufferBytesMax();

  /// Above the largest event of any app with its headers, and not above the topic's own limit.
  @WithDefault("2097152")
  int recordBytesMax();

  /// Calls that may wait for the broker at once; further ones are answered «unavailable» at once.
  @WithDefault("20000")
  int waitingMax();

  /// What a caller who got «unavailable» is told to wait.
  @WithDefault("2s")
  Duration retryAfter();
}
