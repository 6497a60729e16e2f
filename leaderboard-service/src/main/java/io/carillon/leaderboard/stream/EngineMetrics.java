package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.Decision;
import io.micrometer.core.instrument.MeterRegistry;

/// What the engine counts.
final class EngineMetrics {

  private static final String COMMANDS = "leaderboard.commands";

  private final MeterRegistry registry;

  EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void decided(Decision decision) {
    var outcome =
        switch (decision) {
          case Decision.Recorded _ -> "recorded";
          case Decision.Repeated _ -> "repeated";
          case Decision.Defined _ -> "defined";
          case Decision.Refused _ -> "refused";
          case Decision.Replayed _ -> "replayed";
        };
    registry.counter(COMMANDS, "outcome", outcome).increment();
  }

  void broken() {
    registry.counter(COMMANDS, "outcome", "broken").increment();
  }

  void announced() {
    registry.counter("leaderboard.broadcasts").increment();
  }
}
