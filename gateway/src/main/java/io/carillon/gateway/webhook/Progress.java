package io.carillon.gateway.webhook;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/// Which deliveries of one partition are done: a slow endpoint's stay behind while others' go on.
///
/// The commit is the first one that is not done; its metadata names the further ones
/// ([OpenOffsets]), so that whoever takes over sends again what is not done and nothing else.
/// Thread-safe.
final class Progress {
  // Not done, and named by the owner before: not read here yet.
  private final TreeSet<Long> expected;
  private final TreeSet<Long> open = new TreeSet<>();
  private final long knownTo;
  private long position;
  private boolean closed;
  private int underWay;

  private Progress(OpenOffsets known) {
    this.expected = new TreeSet<>(known.open());
    this.knownTo = known.end();
    this.position = known.end();
  }

  /// Goes on from what was committed; null when nothing was.
  static Progress from(@Nullable OffsetAndMetadata commit) {
    return new Progress(
        commit == null
            ? OpenOffsets.none(0)
            : OpenOffsets.read(commit.offset(), commit.metadata()));
  }

  /// The record at this offset was read. @return false when an owner before has done it
  synchronized boolean begin(long offset) {
    position = Math.max(position, offset + 1);
    if (offset < knownTo && !expected.remove(offset)) {
      return false;
    }
    return open.add(offset);
  }

  /// Everything before this was read; what was expected and did not come is not there any more.
  synchronized void readTo(long to) {
    position = Math.max(position, to);
    expected.headSet(to).clear();
  }

  /// Its receiver has it, or the dead letters have.
  synchronized void done(long offset) {
    open.remove(offset);
  }

  synchronized void underWay() {
    underWay++;
  }

  synchronized void ended() {
    underWay--;
    notifyAll();
  }

  /// Another gateway takes over: what is not under way is left to it.
  synchronized void close() {
    closed = true;
  }

  /// Waits a while for the requests that are under way, so that they need not be made again.
  synchronized void settle(long untilNanos) throws InterruptedException {
    for (long left = untilNanos - System.nanoTime();
        underWay > 0 && left > 0;
        left = untilNanos - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized OffsetAndMetadata commit() {
    var all = new TreeSet<>(expected);
    all.addAll(open);
    var offsets = new OpenOffsets(all, position);
    return new OffsetAndMetadata(offsets.first(), offsets.written());
  }
}
