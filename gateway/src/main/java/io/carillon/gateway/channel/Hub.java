package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// All subscriptions of this gateway, in one [Shard] per event loop.
///
/// A reader hands over a batch with [#deliver(Collection)] and waits until the slowest loop is
/// done, so at most one batch of a reader is outstanding per loop and nothing queues without bound;
/// a busy gateway makes its batches larger by itself.
public final class Hub {
  private static final Logger LOG = Logger.getLogger(Hub.class);
  private static final int MASK_BITS = 64;
  private static final long WARN_AFTER_SECONDS = 5;

  private final Positions positions;
  private final Interest interest = new Interest();
  private final Map<Executor, Shard> shards = new ConcurrentHashMap<>();
  private final AtomicInteger nextIndex = new AtomicInteger();
  private final LongAdder delivered = new LongAdder();

  public Hub(Positions positions) {
    this.positions = positions;
  }

  /// The shard of an event loop, made at its first socket.
  public Shard shardOf(Executor loop) {
    return shards.computeIfAbsent(
        loop, l -> new Shard(nextIndex.getAndIncrement() % MASK_BITS, l, this, delivered));
  }

  /// True while anybody on this gateway is subscribed to the channel, or waits to be.
  public boolean listensTo(ChannelKey key) {
    return interest.of(key) != 0;
  }

  /// True while somebody of them reads positions.
  public boolean needsPositions(ChannelKey key) {
    return interest.ofPositions(key);
  }

  /// Hands the batches to each event loop that has subscribers in them, waits until all loops are
  /// done, and releases them. Called by a reader's thread, never by an event loop.
  public void deliver(Collection<ChannelBatch> batches) throws InterruptedException {
    try {
      var handed = new ArrayList<Handed>(shards.size());
      for (Shard shard : shards.values()) {
        List<ChannelBatch> mine = interesting(batches, shard.index());
        if (mine != null) {
          handed.add(new Handed(shard, mine));
        }
      }
      handOver(handed);
    } finally {
      batches.forEach(ChannelBatch::release);
    }
  }

  private record Handed(Shard shard, List<ChannelBatch> batches) {}

  private @Nullable List<ChannelBatch> interesting(Collection<ChannelBatch> batches, int shard) {
    List<ChannelBatch> mine = null;
    for (ChannelBatch batch : batches) {
      if ((interest.of(batch.key()) & (1L << shard)) != 0) {
        if (mine == null) {
          mine = new ArrayList<>(batches.size());
        }
        mine.add(batch);
      }
    }
    return mine;
  }

  private static void handOver(List<Handed> handed) throws InterruptedException {
    var done = new CountDownLatch(handed.size());
    for (Handed each : handed) {
      each.shard.execute(() -> {
        try {
          each.shard.deliver(each.batches);
        } finally {
          done.countDown();
        }
      });
    }
    // Without a bound: giving up would release buffers that a loop still reads.
    while (!done.await(WARN_AFTER_SECONDS, TimeUnit.SECONDS)) {
      LOG.warnf("An event loop is slow to take a batch: waiting=%d", done.getCount());
    }
  }

  Interest interest() {
    return interest;
  }

  long endOf(ChannelKey key) {
    return positions.endOf(key);
  }

  long handedOver(ChannelKey key) {
    return positions.handedOver(key);
  }

  /// Channels with a subscriber here.
  public int channels() {
    return interest.channels();
  }

  /// Frames handed to subscribers so far.
  public long delivered() {
    return delivered.sum();
  }
}
