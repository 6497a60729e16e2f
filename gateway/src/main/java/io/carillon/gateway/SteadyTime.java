package io.carillon.gateway;

import java.time.Instant;
import java.time.InstantSource;

/// The system's time at the start, carried on by a clock that nobody sets: what is late, silent or
/// due on this gateway is judged by it, so that a clock set forth closes no socket and one set back
/// holds nothing up. Signatures are judged by the system's own time.
final class SteadyTime implements InstantSource {
  private final Instant start = Instant.now();
  private final long origin = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - origin);
  }
}
