package io.carillon.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what other processes do, which tell nobody when it is done. Blocking.
public final class Waiting {
  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /// Looks again and again until the condition holds or the patience is over; says whether it
  /// holds.
  public static boolean until(Duration patience, BooleanSupplier condition) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline || !pause()) {
        return false;
      }
    }
    return true;
  }

  private static boolean pause() {
    try {
      Thread.sleep(STEP);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
