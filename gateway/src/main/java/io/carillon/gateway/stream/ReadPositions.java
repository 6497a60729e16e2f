package io.carillon.gateway.stream;

import io.carillon.events.ChannelKey;
import io.carillon.events.Partitions;
import io.carillon.gateway.channel.Positions;
import java.util.concurrent.atomic.AtomicLongArray;

/// The end of what was read, by partition. Written by the reader's thread, read by event loops.
public final class ReadPositions implements Positions {
  private final AtomicLongArray ends;
  private final AtomicLongArray handedOver;

  public ReadPositions(int partitions) {
    ends = new AtomicLongArray(partitions);
    handedOver = new AtomicLongArray(partitions);
  }

  @Override
  public long handedOver(ChannelKey key) {
    return handedOver.get(homeOf(key.bytes()));
  }

  /// Whatever was read is with the subscribers now.
  void handedOver() {
    for (int partition = 0; partition < ends.length(); partition++) {
      handedOver.setRelease(partition, ends.getPlain(partition));
    }
  }

  @Override
  public long endOf(ChannelKey key) {
    return ends.get(homeOf(key.bytes()));
  }

  /// The end of what was read of a partition.
  public long endOf(int partition) {
    return ends.get(partition);
  }

  int homeOf(byte[] key) {
    return Partitions.of(key, ends.length());
  }

  void read(int partition, long offset) {
    ends.set(partition, offset + 1);
  }

  int partitions() {
    return ends.length();
  }
}
