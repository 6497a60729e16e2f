package io.carillon.chat.publish;

import io.carillon.events.Topics;
import io.carillon.outbox.OutboxRelay;
import io.carillon.outbox.OutboxTable;
import io.carillon.outbox.RelayMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Starts and ends the outbox relay with the service, and shows what it does.
class Relay {

  @Produces
  @Singleton
  OutboxTable table() {
    return OutboxTable.onSearchPath();
  }

  @Produces
  @Singleton
  OutboxRelay relay(
      Pool pool,
      OutboxTable table,
      Topics topics,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new OutboxRelay(pool, table, kafka, topics.channelEventsDeadLetters());
  }

  void start(@Observes StartupEvent start, OutboxRelay relay, MeterRegistry metrics) {
    show(relay.metrics(), metrics);
    relay.start();
  }

  void end(@Observes ShutdownEvent end, OutboxRelay relay) {
    relay.close();
  }

  private static void show(RelayMetrics relay, MeterRegistry metrics) {
    metrics.gauge("carillon.outbox.depth", relay, RelayMetrics::depth);
    metrics.gauge("carillon.outbox.in.flight", relay, RelayMetrics::inFlight);
    metrics.gauge("carillon.outbox.splits", relay, RelayMetrics::splits);
    TimeGauge.builder(
            "carillon.outbox.oldest.age",
            relay,
            TimeUnit.MILLISECONDS,
            all -> all.oldestAge().toMillis())
        .register(metrics);
    count(metrics, "sent", relay, RelayMetrics::sent);
    count(metrics, "repeated", relay, RelayMetrics::repeated);
    count(metrics, "found", relay, RelayMetrics::found);
    count(metrics, "dead", relay, RelayMetrics::dead);
  }

  private static void count(
      MeterRegistry metrics,
      String outcome,
      RelayMetrics relay,
      ToDoubleFunction<RelayMetrics> number) {
    FunctionCounter.builder("carillon.outbox.rows", relay, number)
        .tag("outcome", outcome)
        .register(metrics);
  }
}
