package io.carillon.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What one app published, as this gateway reads it on the log, and what of its own it has not read
/// yet.
///
/// [#read] and [#restore] are called by the log's reader alone, everything else by any thread.
final class AppTraffic {
  private record Day(long day, AtomicLong publications) {}

  private final RecentCounts recent = new RecentCounts();
  private final RecentCounts calls = new RecentCounts();
  private final AtomicInteger callsToTell = new AtomicInteger();
  // Admitted here and not read back. Whose record is read is not looked at: in the end each counts
  // once.
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile Day today = new Day(0, new AtomicLong());
  private volatile long countedTo = -1;
  private long restoredTo = -1;

  /// What was counted before this gateway's own reading: of the latest day the highest is right.
  void restore(long day, long publications, long countedToThen) {
    Day known = today;
    if (day > known.day || (day == known.day && publications > known.publications.get())) {
      today = new Day(day, new AtomicLong(publications));
      countedTo = countedToThen;
      restoredTo = countedToThen;
    }
  }

  /// A publication stands on the log.
  ///
  /// @param time when it was written, in ms by the broker's clock
  /// @param slot of this gateway's time; negative while it reads what was written before its start
  void read(long time, long slot) {
    takeBack(1);
    if (slot >= 0) {
      recent.add(slot, 1);
    }
    if (time <= restoredTo) {
      return; // counted in what was restored
    }
    long day = MessageDays.of(time);
    Day known = today;
    if (day > known.day) {
      known = new Day(day, new AtomicLong());
      today = known;
    }
    if (day == known.day) {
      // The only writer, so no atomic step is needed.
      known.publications.setRelease(known.publications.getPlain() + 1);
    }
    if (time > countedTo) {
      countedTo = time;
    }
  }

  /// When the last one that was counted had been written.
  long countedTo() {
    return countedTo;
  }

  /// Publications of that day so far.
  long publications(long day) {
    Day known = today;
    return known.day == day ? known.publications.get() : 0;
  }

  /// The latest day of which a publication was read.
  long day() {
    return today.day;
  }

  RecentCounts recent() {
    return recent;
  }

  /// Calls of the HTTP API, where they are limited.
  RecentCounts calls() {
    return calls;
  }

  void callHere(long slot) {
    calls.add(slot, 1);
    callsToTell.incrementAndGet();
  }

  void callsElsewhere(long slot, int count) {
    calls.add(slot, count);
  }

  /// Calls here that the other gateways have not been told of.
  int takeCallsToTell() {
    return callsToTell.getAndSet(0);
  }

  int underWay() {
    return underWay.get();
  }

  /// Sets so many aside, unless others came in between. @return false when they did
  boolean setAside(int before, int messages) {
    return underWay.compareAndSet(before, before + messages);
  }

  /// So many are not under way any more.
  void takeBack(int messages) {
    if (underWay.get() > 0) {
      underWay.updateAndGet(before -> Math.max(0, before - messages));
    }
  }
}
