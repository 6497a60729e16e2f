package io.carillon.presence.stream;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.ViewerShard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One partition that this instance counts, as those see it who wait for a count. For any thread.
final class OwnedShard {
  /// More callers than this at a time are told to come back.
  static final int WAITING_MAX = 20_000;

  private final ViewerShard shard;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::offset));
  private long appliedOffset;
  private boolean lost;

  OwnedShard(ViewerShard shard, long appliedOffset) {
    this.shard = shard;
    this.appliedOffset = appliedOffset;
  }

  ViewerShard shard() {
    return shard;
  }

  /// The item's count once the action at `offset` is in it; -1 asks for the count as it is.
  synchronized CompletionStage<Integer> countAfter(ChannelKey item, long offset) {
    if (lost) {
      return CompletableFuture.failedStage(new NotTheOwner());
    }
    if (offset <= appliedOffset) {
      return CompletableFuture.completedStage(shard.countOf(item));
    }
    if (waiting.size() >= WAITING_MAX) {
      return CompletableFuture.failedStage(new TooManyWaiting());
    }
    var one = new Waiting(offset, item, new CompletableFuture<>());
    waiting.add(one);
    return one.count();
  }

  /// To be called by the task, after the state shows it.
  void applied(long offset) {
    for (var one : takeUpTo(offset)) {
      one.count().complete(shard.countOf(one.item()));
    }
  }

  /// To be called by the task when another instance may own the partition.
  void lose() {
    List<Waiting> left;
    synchronized (this) {
      lost = true;
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(one -> one.count().completeExceptionally(new NotTheOwner()));
  }

  private synchronized List<Waiting> takeUpTo(long offset) {
    appliedOffset = Math.max(appliedOffset, offset);
    var first = waiting.peek();
    if (first == null || first.offset() > offset) {
      return List.of();
    }
    var reached = new ArrayList<Waiting>();
    for (; first != null && first.offset() <= offset; first = waiting.peek()) {
      reached.add(waiting.remove());
    }
    return reached;
  }

  private record Waiting(long offset, ChannelKey item, CompletableFuture<Integer> count) {}

  /// The partition is, or is about to be, another instance's: ask again who owns it.
  static final class NotTheOwner extends RuntimeException {
    NotTheOwner() {
      super("another instance counts this item", null, false, false);
    }
  }

  /// The instance is at its bound.
  static final class TooManyWaiting extends RuntimeException {
    TooManyWaiting() {
      super(WAITING_MAX + " callers wait for a count already", null, false, false);
    }
  }
}
