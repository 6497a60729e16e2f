package io.carillon.gateway.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings with short times and small bounds.
record TestWebhooks(Duration grace, Duration retryWindow, Duration answerWithin, int queueMax)
    implements WebhookConfig {
  static final TestWebhooks QUICK =
      new TestWebhooks(
          Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(10), 1_000);

  TestWebhooks window(Duration window) {
    return new TestWebhooks(grace, window, answerWithin, queueMax);
  }

  TestWebhooks queue(int most) {
    return new TestWebhooks(grace, retryWindow, answerWithin, most);
  }

  @Override
  public Duration retryFirst() {
    return Duration.ofMillis(100);
  }

  @Override
  public Duration retryMax() {
    return Duration.ofMillis(400);
  }

  @Override
  public int requestsMax() {
    return 2;
  }

  @Override
  public long queueBytesMax() {
    return 1_000_000;
  }

  @Override
  public int batchMax() {
    return 3;
  }

  @Override
  public Optional<List<String>> allowedNetworks() {
    return Optional.empty();
  }
}
