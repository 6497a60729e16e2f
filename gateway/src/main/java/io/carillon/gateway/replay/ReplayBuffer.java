package io.carillon.gateway.replay;

import io.carillon.events.ChannelKey;
import io.carillon.events.Partitions;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// The last events of all partitions in a bounded number of bytes outside the heap; the eldest go
/// first, whatever their partition.
///
/// The log's reader appends an event before it publishes the log's end ([Tail] is the lock between
/// it and the event loops that read), so whoever has read the end finds everything below it here.
public final class ReplayBuffer {
  private static final int BLOCK_BYTES = 1 << 16;

  private final List<Tail> tails;
  private final long bytesMax;

  /// Whose the blocks are, in the order in which they were begun. The reader's alone.
  private final Deque<Tail> byAge = new ArrayDeque<>();

  private final AtomicLong bytes = new AtomicLong();

  public ReplayBuffer(int partitions, long bytesMax) {
    this.tails = IntStream.range(0, partitions).mapToObj(partition -> new Tail()).toList();
    this.bytesMax = bytesMax;
  }

  /// Everything from `offset` on will be here, and nothing before it: the reader begins there, or
  /// goes on there behind a gap. Called by the log's reader.
  ///
  /// @param time no record from there on is older, in ms by the broker's clock
  public void restartAt(int partition, long offset, long time) {
    Tail tail = tails.get(partition);
    bytes.addAndGet(-tail.restartAt(offset, time));
    byAge.removeIf(each -> each == tail);
  }

  /// Called by the log's reader, in the order of the log.
  public void append(int partition, PlacedEvent placed) {
    Tail tail = tails.get(partition);
    int size = Tail.size(placed);
    if (!tail.hasRoom(size)) {
      int capacity = Math.max(size, BLOCK_BYTES);
      makeRoom(capacity);
      tail.add(PooledByteBufAllocator.DEFAULT.directBuffer(capacity, capacity));
      byAge.add(tail);
      bytes.addAndGet(capacity);
    }
    tail.append(placed, size);
  }

  private void makeRoom(int capacity) {
    while (!byAge.isEmpty() && bytes.get() + capacity > bytesMax) {
      bytes.addAndGet(-byAge.remove().dropEldest());
    }
  }

  /// Whether every event of the channel from `offset` on is here.
  public boolean reaches(ChannelKey key, long offset) {
    return tail(key).reaches(offset);
  }

  /// Whether every event of the channel is here that is not older, in ms by the broker's clock.
  public boolean reachesTime(ChannelKey key, long time) {
    return tail(key).reachesTime(time);
  }

  /// The channel's events from `offset` on, below `end`: the eldest ones, up to so many bytes, but
  /// one at least. Empty when they are not all here any more.
  public Optional<Replayed> read(ChannelKey key, long offset, long end, int bytesMax) {
    return tail(key).read(key, offset, end, bytesMax);
  }

  /// The channel's last events below `end`, in order, as many as are here.
  public List<PlacedEvent> last(ChannelKey key, long end, int max) {
    return tail(key).last(key, end, max);
  }

  private Tail tail(ChannelKey key) {
    return tails.get(Partitions.of(key.bytes(), tails.size()));
  }

  /// Memory that is taken.
  public long bytes() {
    return bytes.get();
  }
}
