package io.carillon.gateway.limit;

import java.util.concurrent.atomic.AtomicLongArray;

/// How much happened in each twentieth of a second, for the last seconds: a bucket whose tokens
/// come back one second after they were taken. Whoever asks brings the limit, so a changed one is
/// right at once.
///
/// What was taken above the limit, by several gateways at the same moment, is owed: it is taken
/// from the seconds after it, so that in the long run no more passes than the limit says. Debts are
/// forgotten after three seconds. Thread-safe; counting takes no lock and allocates nothing.
final class RecentCounts {
  static final long SLOT_MILLIS = 50;

  private static final int SLOTS = 64;
  private static final int WINDOW = (int) (1000 / SLOT_MILLIS);
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  // Each entry is the number of its slot, and below it the count.
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  static long slotOf(long millis) {
    return millis / SLOT_MILLIS;
  }

  void add(long slot, int count) {
    int at = (int) (slot % SLOTS);
    long before;
    long after;
    do {
      before = slots.getPlain(at);
      if (before >>> COUNT_BITS > slot) {
        return; // so late that its place was taken by another time
      }
      long counted = before >>> COUNT_BITS == slot ? before & COUNT_MASK : 0;
      after = slot << COUNT_BITS | Math.min(COUNT_MASK, counted + count);
    } while (!slots.compareAndSet(at, before, after));
  }

  private long count(long slot) {
    if (slot < 0) {
      return 0;
    }
    long entry = slots.get((int) (slot % SLOTS));
    return entry >>> COUNT_BITS == slot ? entry & COUNT_MASK : 0;
  }

  /// Tokens that are not there now: those taken within the last second, and what is owed.
  long used(long now, long perSecond) {
    var booked = new long[SLOTS];
    long window = 0;
    long owed = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (i >= WINDOW) {
        window -= booked[i - WINDOW];
      }
      owed += count(now - SLOTS + 1 + i);
      booked[i] = Math.min(owed, Math.max(0, perSecond - window));
      owed -= booked[i];
      window += booked[i];
    }
    return window + owed;
  }
}
