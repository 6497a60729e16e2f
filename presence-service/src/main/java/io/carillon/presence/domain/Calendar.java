package io.carillon.presence.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What has to be looked at when: one wheel for a whole shard instead of a timer each.
///
/// Times are rounded up to the slot's width, so nothing is due early. An entry is a reminder, not a
/// promise: whoever takes it looks whether there is still something to do.
final class Calendar<T> {
  private final long slotMs;
  private final TreeMap<Long, Set<T>> slots = new TreeMap<>();

  Calendar(long slotMs) {
    this.slotMs = slotMs;
  }

  void remind(T entry, long atMs) {
    long slot = Math.ceilDiv(atMs, slotMs) * slotMs;
    slots.computeIfAbsent(slot, _ -> new LinkedHashSet<>()).add(entry);
  }

  /// When something is due next; {@link Long#MAX_VALUE} when nothing is.
  long nextMs() {
    return slots.isEmpty() ? Long.MAX_VALUE : slots.firstKey();
  }

  /// Takes up to `max` entries whose time has come, the earliest first.
  List<T> takeDue(long nowMs, int max) {
    if (nextMs() > nowMs) {
      return List.of();
    }
    var due = new ArrayList<T>();
    while (due.size() < max && nextMs() <= nowMs) {
      takeFrom(slots.firstEntry().getKey(), slots.firstEntry().getValue(), max, due);
    }
    return due;
  }

  private void takeFrom(Long slot, Set<T> entries, int max, List<T> due) {
    var all = entries.iterator();
    while (due.size() < max && all.hasNext()) {
      due.add(all.next());
      all.remove();
    }
    if (entries.isEmpty()) {
      slots.remove(slot);
    }
  }
}
