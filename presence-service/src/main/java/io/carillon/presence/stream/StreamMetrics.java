package io.carillon.presence.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What the tasks did, as numbers.
final class StreamMetrics {
  private final Counter actions;
  private final Counter memberships;
  private final Counter repeated;
  private final Counter broken;
  private final Counter expired;
  private final Counter told;

  StreamMetrics(MeterRegistry registry) {
    actions = registry.counter("carillon.presence.records", "input", "actions");
    memberships = registry.counter("carillon.presence.records", "input", "memberships");
    repeated = registry.counter("carillon.presence.records.repeated");
    broken = registry.counter("carillon.presence.records.broken");
    expired = registry.counter("carillon.presence.sessions.expired");
    told = registry.counter("carillon.presence.counts.told");
  }

  void read(Input input) {
    (input == Input.ACTIONS ? actions : memberships).increment();
  }

  void repeated() {
    repeated.increment();
  }

  void broken() {
    broken.increment();
  }

  void expired(int events) {
    expired.increment(events);
  }

  void told() {
    told.increment();
  }
}
