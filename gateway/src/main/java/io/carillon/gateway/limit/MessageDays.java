package io.carillon.gateway.limit;

import java.time.Instant;

/// The UTC days by which messages are counted.
final class MessageDays {
  private static final long DAY_MILLIS = 86_400_000;

  private MessageDays() {}

  static long of(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /// When the day is over.
  static Instant endOf(long day) {
    return Instant.ofEpochMilli((day + 1) * DAY_MILLIS);
  }
}
