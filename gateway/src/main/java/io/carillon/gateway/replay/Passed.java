package io.carillon.gateway.replay;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Which records of the log were second copies, so that who reads them once more passes over them
/// as the log's reader did. A bounded number is known; what lies before the eldest is not.
/// Thread-safe.
public final class Passed {
  private record Place(int partition, long offset) {}

  private final long[] from;
  private final int max;
  private final Set<Place> places = new HashSet<>();
  private final Deque<Place> byAge = new ArrayDeque<>();

  public Passed(int partitions, int max) {
    this.from = new long[partitions];
    this.max = max;
    Arrays.fill(from, Long.MAX_VALUE);
  }

  /// The reader begins here, or anew: nothing is known of what lies before.
  public synchronized void restartAt(int partition, long offset) {
    from[partition] = offset;
    byAge.removeIf(place -> place.partition == partition);
    places.removeIf(place -> place.partition == partition);
  }

  /// The record there is a second copy.
  public synchronized void add(int partition, long offset) {
    if (places.size() >= max) {
      Place eldest = byAge.remove();
      places.remove(eldest);
      from[eldest.partition] = Math.max(from[eldest.partition], eldest.offset + 1);
    }
    var place = new Place(partition, offset);
    places.add(place);
    byAge.add(place);
  }

  /// Whether every second copy from `offset` on is known.
  synchronized boolean reaches(int partition, long offset) {
    return offset >= from[partition];
  }

  synchronized boolean has(int partition, long offset) {
    return places.contains(new Place(partition, offset));
  }
}
