package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import java.util.concurrent.ConcurrentHashMap;

/// Which event loops have subscribers of which channel: the reader's only question before it
/// decodes a record.
///
/// A mask of 64 bits; with more loops than that two share a bit, which costs the second one a
/// look-up. Thread-safe.
final class Interest {
  private final ConcurrentHashMap<ChannelKey, Long> masks = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<ChannelKey, Integer> positions = new ConcurrentHashMap<>();

  /// One more subscriber reads positions.
  void addPositions(ChannelKey key) {
    positions.merge(key, 1, Integer::sum);
  }

  void removePositions(ChannelKey key) {
    positions.computeIfPresent(key, (k, readers) -> readers == 1 ? null : readers - 1);
  }

  boolean ofPositions(ChannelKey key) {
    return !positions.isEmpty() && positions.containsKey(key);
  }

  void add(ChannelKey key, int shard) {
    masks.merge(key, 1L << shard, (mask, bit) -> mask | bit);
  }

  void remove(ChannelKey key, int shard) {
    masks.computeIfPresent(
        key,
        (k, mask) -> {
          long rest = mask & ~(1L << shard);
          return rest == 0 ? null : rest;
        });
  }

  /// The loops as bits; 0 when nobody here listens.
  long of(ChannelKey key) {
    Long mask = masks.get(key);
    return mask == null ? 0 : mask;
  }

  int channels() {
    return masks.size();
  }
}
