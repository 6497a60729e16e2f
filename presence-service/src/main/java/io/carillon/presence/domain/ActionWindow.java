package io.carillon.presence.domain;

import java.time.Duration;
import java.time.Instant;

/// The latest actions of one user: at most so many within any minute.
///
/// What is refused is not remembered, so a client that goes on trying gets through as soon as its
/// first action is a minute old. For any thread.
public final class ActionWindow {
  public static final Duration SPAN = Duration.ofMinutes(1);

  private final long[] takenAtMs;
  private int oldest;
  private int taken;

  /// @param max actions within the span
  public ActionWindow(int max) {
    takenAtMs = new long[max];
  }

  /// Takes one action, when there is room: zero. Else how long it is until there is.
  public synchronized Duration take(Instant now) {
    long nowMs = now.toEpochMilli();
    if (taken == takenAtMs.length) {
      long freeAtMs = takenAtMs[oldest] + SPAN.toMillis();
      if (nowMs < freeAtMs) {
        return Duration.ofMillis(freeAtMs - nowMs);
      }
      oldest = (oldest + 1) % takenAtMs.length;
      taken--;
    }
    takenAtMs[(oldest + taken) % takenAtMs.length] = nowMs;
    taken++;
    return Duration.ZERO;
  }
}
