package io.carillon.gateway.publish;

import java.time.Duration;

/// The defaults, but for how many calls may wait.
record TestPublishConfig(int waitingMax, Duration deliverWithin) implements PublishConfig {
  TestPublishConfig(int waitingMax) {
    this(waitingMax, Duration.ofSeconds(4));
  }

  @Override
  public Duration answerWithin() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration linger() {
    return Duration.ofMillis(1);
  }

  @Override
  public String compression() {
    return "none";
  }

  @Override
  public long bufferBytesMax() {
    return 33_554_432;
  }

  @Override
  public int recordBytesMax() {
    return 2_097_152;
  }

  @Override
  public Duration retryAfter() {
    return Duration.ofSeconds(2);
  }
}
