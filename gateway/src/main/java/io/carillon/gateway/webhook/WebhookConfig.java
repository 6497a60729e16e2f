package io.carillon.gateway.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How apps are told of what happens in their channels.
@ConfigMapping(prefix = "carillon.webhooks")
public interface WebhookConfig {
  /// Who is back within this time was never gone: neither vacated or removed nor occupied or added
  /// is told. Above it apps hear late of those who left.
  @WithDefault("3s")
  Duration grace();

  /// Until a delivery is tried again for the first time; then twice as long each time.
  @WithDefault("1s")
  Duration retryFirst();

  /// Between two tries at most.
  @WithDefault("1m")
  Duration retryMax();

  /// A delivery that no try brought to its receiver in this time goes to the dead letters.
  @WithDefault("5m")
  Duration retryWindow();

  /// A try without an answer by then has failed; resolving and connecting are part of it.
  @WithDefault("10s")
  Duration answerWithin();

  /// Requests to one endpoint at once, each of another channel; one for a batched endpoint. A
  /// receiver that hangs holds as many connections.
  @WithDefault("8")
  int requestsMax();

  /// Deliveries that wait for one endpoint on one gateway; the ones beyond go to the dead letters.
  @WithDefault("100000")
  int queueMax();

  /// Their bytes.
  @WithDefault("67108864")
  long queueBytesMax();

  /// Events in a request to a batched endpoint.
  @WithDefault("50")
  int batchMax();

  /// Networks inside (`10.1.0.0/16`, `fd00:1::/32`, `192.168.0.7`) that webhooks may go to all the
  /// same. Development allows loopback besides.
  Optional<List<String>> allowedNetworks();
}
