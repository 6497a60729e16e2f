package io.carillon.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what other processes do, which tell nobody when it is done. Blocking.
public final class Waiting {

  private Waiting() {}

  /// Looks again at each step until the condition holds or the patience is over; says whether it
  /// holds.
  public static boolean until(Duration patience, Duration step, BooleanSupplier condition) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline || !pause(step)) {
        return false;
      }
    }
    return true;
  }

  private static boolean pause(Duration step) {
    try {
      Thread.sleep(step);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
