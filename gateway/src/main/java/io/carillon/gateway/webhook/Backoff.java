package io.carillon.gateway.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before the next try: twice as long each time up to a bound, less up to a fifth
/// by chance, so that many who failed at once do not come back at once.
///
/// @param chance from 0 to below 1
record Backoff(Duration first, Duration max, DoubleSupplier chance) {
  private static final double BY_CHANCE = 0.2;
  private static final int DOUBLINGS_MAX = 30;

  /// @param failures so far, from 1
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
    long millis = doubled < 0 ? max.toMillis() : Math.min(doubled, max.toMillis());
    return Duration.ofMillis((long) (millis * (1 - BY_CHANCE * chance.getAsDouble())));
  }
}
