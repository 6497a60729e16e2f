package io.carillon.gateway.webhook;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/// What webhooks count, read when metrics are asked for.
@Singleton
@Startup
class WebhookMetrics {
  private final MeterRegistry registry;
  private final Webhooks webhooks;

  WebhookMetrics(MeterRegistry registry, Webhooks webhooks) {
    this.registry = registry;
    this.webhooks = webhooks;
    gauge("queue", Webhooks::queued, "Deliveries that wait or are under way");
    gauge("queue.bytes", Webhooks::queuedBytes, "Memory that they take");
    gauge("endpoints", Webhooks::busyEndpoints, "Endpoints for which something waits");
    gauge("partitions.derived", Webhooks::derivedPartitions, "Partitions that are folded here");
    gauge("partitions.sent", Webhooks::sentPartitions, "Partitions whose deliveries go from here");
    gauge("dead-letters.waiting", Webhooks::lettersWaiting, "Dead letters that wait for Kafka");
    count("derived", Webhooks::derived, "Deliveries that were written");
    count("beginnings", Webhooks::beginnings, "How often deriving began anew from its commit");
    count("sent", Webhooks::sent, "Requests answered with 2xx");
    count("failed", Webhooks::failed, "Requests not answered with 2xx");
    count("retried", Webhooks::retried, "Requests that are made once more");
    count("dead-letters", Webhooks::givenUp, "Deliveries that went to the dead letters");
  }

  private void gauge(String name, ToDoubleFunction<Webhooks> value, String description) {
    Gauge.builder("carillon.webhooks." + name, webhooks, value)
        .description(description)
        .register(registry);
  }

  private void count(String name, ToDoubleFunction<Webhooks> value, String description) {
    FunctionCounter.builder("carillon.webhooks." + name, webhooks, value)
        .description(description)
        .register(registry);
  }
}
