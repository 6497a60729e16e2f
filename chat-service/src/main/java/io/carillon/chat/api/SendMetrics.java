package io.carillon.chat.api;

import io.carillon.chat.domain.SendOutcome;
import io.carillon.chat.domain.SendOutcome.Conflicting;
import io.carillon.chat.domain.SendOutcome.Refused;
import io.carillon.chat.domain.SendOutcome.Repeated;
import io.carillon.chat.domain.SendOutcome.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Counts what became of drafts.
@ApplicationScoped
class SendMetrics {

  private final Counter stored;
  private final Counter repeated;
  private final Counter conflicting;
  private final Counter refused;

  @Inject
  SendMetrics(MeterRegistry metrics) {
    this.stored = counter(metrics, "stored");
    this.repeated = counter(metrics, "repeated");
    this.conflicting = counter(metrics, "conflicting");
    this.refused = counter(metrics, "refused");
  }

  void count(SendOutcome outcome) {
    var counter =
        switch (outcome) {
          case Stored _ -> stored;
          case Repeated _ -> repeated;
          case Conflicting _ -> conflicting;
          case Refused _ -> refused;
        };
    counter.increment();
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("carillon.chat.messages")
        .description("Drafts by what became of them")
        .tag("outcome", outcome)
        .register(metrics);
  }
}
