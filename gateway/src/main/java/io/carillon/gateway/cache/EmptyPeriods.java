package io.carillon.gateway.cache;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Cached channels that were found without an event: each is told of once until it has one again.
///
/// Misses and events are taken in the order of the log, so whoever has read as far knows the same.
/// A miss that was written while an event was on its way is none: its subscriber gets that event.
/// Thread-safe: one short lock.
public final class EmptyPeriods {
  /// About 20 MB with long names. Past it the channel that was empty longest may be told again.
  static final int CHANNELS_MAX = 100_000;

  /// A miss reaches the log within this time; what an event says of it is not needed for longer.
  private static final Duration ON_ITS_WAY_MAX = Duration.ofSeconds(10);

  private final long fillsMillis;
  private final LinkedHashMap<ChannelKey, Boolean> empty = new LinkedHashMap<>();
  private final LinkedHashMap<ChannelKey, Long> filled = new LinkedHashMap<>();

  /// @param ttl how long an event counts
  public EmptyPeriods(Duration ttl) {
    this.fillsMillis = Math.min(ttl.toMillis(), ON_ITS_WAY_MAX.toMillis());
  }

  /// A subscriber found nothing. @return true when that is news
  synchronized boolean begin(ChannelKey channel) {
    return mark(channel);
  }

  /// The miss did not become a record.
  synchronized void forget(ChannelKey channel) {
    empty.remove(channel);
  }

  /// A miss stands in the log. @return true when it is the first of an empty period
  ///
  /// @param time in ms by the broker's clock
  public synchronized boolean missed(ChannelKey channel, long time) {
    Long last = filled.get(channel);
    if (last != null && time - last < fillsMillis) {
      empty.remove(channel);
      return false;
    }
    return mark(channel);
  }

  /// An event stands in the log that subscribers are given.
  public synchronized void filled(ChannelKey channel, long time) {
    empty.remove(channel);
    filled.remove(channel);
    filled.putLast(channel, time);
    while (!filled.isEmpty() && time - filled.firstEntry().getValue() > fillsMillis) {
      filled.pollFirstEntry();
    }
    cut(filled);
  }

  private boolean mark(ChannelKey channel) {
    boolean news = empty.putIfAbsent(channel, true) == null;
    cut(empty);
    return news;
  }

  private static void cut(SequencedMap<?, ?> map) {
    while (map.size() > CHANNELS_MAX) {
      map.pollFirstEntry();
    }
  }

  /// Channels that are known to be empty.
  synchronized int size() {
    return empty.size();
  }
}
