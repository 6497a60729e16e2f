package io.carillon.gateway.stream;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.util.LinkedHashMap;

/// Tells an event that was published again with the same idempotency key from its first
/// (requirement R43).
///
/// A key counts on its channel and for [#WINDOW] after it was last seen, by the broker's clock. So
/// each decision depends on that much of the log alone, and a gateway that has read back further
/// decides as all others do; past the bound the eldest keys are forgotten sooner, and counted. Used
/// by the reader's thread alone.
final class EventIds {
  /// How long after an event its key still names it.
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int ENTRY_CAPACITY = 64;

  private record Name(ChannelKey channel, String id) {}

  private final LinkedHashMap<Name, Long> lastSeen = new LinkedHashMap<>(ENTRY_CAPACITY);
  private final int idsMax;
  private volatile long forgottenEarly;

  EventIds(int idsMax) {
    this.idsMax = idsMax;
  }

  /// True when the event was read before.
  ///
  /// @param time the record's, in ms by the broker's clock
  boolean repeats(ChannelKey channel, String id, long time) {
    var name = new Name(channel, id);
    // Removed and put anew, so that the order of the map is the order of being seen.
    Long before = lastSeen.remove(name);
    lastSeen.put(name, before == null ? time : Long.valueOf(Math.max(before, time)));
    forget(time);
    return before != null && time - before <= WINDOW.toMillis();
  }

  private void forget(long now) {
    while (!lastSeen.isEmpty()) {
      boolean over = now - lastSeen.firstEntry().getValue() > WINDOW.toMillis();
      if (!over && lastSeen.size() <= idsMax) {
        return;
      }
      if (!over) {
        countEarly();
      }
      lastSeen.pollFirstEntry();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the reader's thread
  private void countEarly() {
    forgottenEarly++;
  }

  int size() {
    return lastSeen.size();
  }

  /// Keys that were forgotten within their window for want of room.
  long forgottenEarly() {
    return forgottenEarly;
  }
}
