package io.carillon.gateway.publish;

import io.carillon.gateway.publish.PublishOutcome.Accepted;
import io.carillon.gateway.publish.PublishOutcome.Refused;
import io.carillon.gateway.publish.PublishOutcome.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;

/// How many calls wait for the log, how long the log takes, and how calls were answered.
final class PublishMetrics {
  private final MeterRegistry registry;
  private final Timer acknowledgements;
  private final Counter accepted;
  private final Counter unavailable;
  private final Counter refused;

  PublishMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.acknowledgements = registry.timer("carillon.publish.acknowledgement");
    this.accepted = registry.counter("carillon.publish.calls", "outcome", "accepted");
    this.unavailable = registry.counter("carillon.publish.calls", "outcome", "unavailable");
    this.refused = registry.counter("carillon.publish.calls", "outcome", "refused");
  }

  void watch(AtomicInteger waiting, int waitingMax) {
    Gauge.builder("carillon.publish.waiting", waiting, AtomicInteger::get).register(registry);
    Gauge.builder("carillon.publish.waiting.max", () -> waitingMax).register(registry);
  }

  void watchBuffer(Producer<byte[], byte[]> producer) {
    for (var name : new String[] {"buffer-available-bytes", "buffer-total-bytes"}) {
      Gauge.builder("carillon.publish." + name.replace('-', '.'), producer, of -> value(of, name))
          .register(registry);
    }
  }

  void acknowledged(long nanos) {
    acknowledgements.record(nanos, TimeUnit.NANOSECONDS);
  }

  void answered(PublishOutcome outcome) {
    switch (outcome) {
      case Accepted _ -> accepted.increment();
      case Unavailable _ -> unavailable.increment();
      case Refused _ -> refused.increment();
    }
  }

  private static double value(Producer<byte[], byte[]> producer, String name) {
    for (var metric : producer.metrics().entrySet()) {
      if (metric.getKey().name().equals(name)
          && metric.getValue().metricValue() instanceof Number number) {
        return number.doubleValue();
      }
    }
    return Double.NaN;
  }
}
