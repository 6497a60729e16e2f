package io.carillon.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What one socket has still to be sent, in order, up to a number of bytes.
///
/// While the peer reads, frames go straight to the wire and nothing is kept here. When it does not,
/// frames wait; one write is under way and its end brings the next. Used on the connection's event
/// loop alone.
final class SendQueue {
  /// What became of an offer.
  enum Offer {
    QUEUED,
    /// More waits than the bound allows: the consumer is slow. The frames were released.
    FULL
  }

  private final Wire wire;
  private final int bytesMax;
  private final LongAdder total;
  // What is offered and not flushed: nearly always one piece, which leaves without being kept.
  private @Nullable ByteBuf lent;
  private int lentFrom;
  private int lentLength;

  // In order, each under its conflation key or under a name of its own.
  private @Nullable LinkedHashMap<Object, ByteBuf> waiting;
  private @Nullable List<Runnable> whenDrained;
  private int waitingBytes;
  private boolean writeUnderWay;
  private boolean pumping;

  /// @param total counts what waits in all queues
  SendQueue(Wire wire, int bytesMax, LongAdder total) {
    this.wire = wire;
    this.bytesMax = bytesMax;
    this.total = total;
  }

  /// Takes bytes that are lent until the next flush. Whatever their size, they are taken when
  /// nothing else waits.
  Offer offer(ByteBuf frames, int from, int length) {
    if (waiting == null && lent == null) {
      lent = frames;
      lentFrom = from;
      lentLength = length;
      return Offer.QUEUED;
    }
    keepLent();
    return keep(frames.retainedSlice(from, length));
  }

  /// More than one piece: the transport puts them into one write.
  private void keepLent() {
    ByteBuf frames = lent;
    if (frames != null) {
      lent = null;
      keep(frames.retainedSlice(lentFrom, lentLength));
    }
  }

  /// The same for a frame that takes the place of one with the same key, if that still waits.
  Offer offer(ByteBuf frame, int from, int length, Object conflation) {
    if (waiting == null) {
      return offer(frame, from, length);
    }
    ByteBuf before = waiting.remove(conflation);
    if (before != null) {
      count(-before.readableBytes());
      before.release();
    }
    keepLent();
    return keep(frame.retainedSlice(from, length), conflation);
  }

  private Offer keep(ByteBuf frames) {
    return keep(frames, null);
  }

  private Offer keep(ByteBuf frames, @Nullable Object conflation) {
    if (waiting == null) {
      if (wire.writable()) {
        wire.write(frames);
        return Offer.QUEUED;
      }
      waiting = new LinkedHashMap<>();
    }
    int bytes = frames.readableBytes();
    if (waitingBytes > 0 && waitingBytes + bytes > bytesMax) {
      frames.release();
      return Offer.FULL;
    }
    waiting.put(conflation == null ? new Object() : conflation, frames);
    count(bytes);
    return Offer.QUEUED;
  }

  private void count(int bytes) {
    waitingBytes += bytes;
    total.add(bytes);
  }

  void flush() {
    if (lent != null) {
      int sent = wire.send(lent, lentFrom, lentLength);
      if (sent == lentLength) {
        lent = null;
        return;
      }
      lentFrom += sent;
      lentLength -= sent;
      keepLent();
    }
    wire.flush();
    if (waiting != null) {
      pump();
    }
  }

  /// Whether a peer that reads could take more now.
  boolean drained() {
    return waiting == null && wire.writable();
  }

  /// Runs the task once the peer took what was there before, or the connection is over.
  void whenDrained(Runnable task) {
    if (whenDrained == null) {
      whenDrained = new ArrayList<>(1);
    }
    whenDrained.add(task);
    if (waiting == null) {
      // What lies below is not seen from here: nothing is sent after it, and told of when it left.
      waiting = new LinkedHashMap<>(2);
      waiting.put(this, Unpooled.EMPTY_BUFFER);
    }
    pump();
  }

  private void pump() {
    if (pumping) {
      return; // a write that ended at once called back; the loop below goes on
    }
    pumping = true;
    while (waiting != null && !writeUnderWay) {
      var next = waiting.pollFirstEntry();
      if (next == null) {
        waiting = null;
      } else {
        count(-next.getValue().readableBytes());
        write(next.getValue());
      }
    }
    wire.flush();
    pumping = false;
    if (waiting == null) {
      runTasks();
    }
  }

  private void runTasks() {
    if (whenDrained != null) {
      List<Runnable> tasks = whenDrained;
      whenDrained = null;
      tasks.forEach(Runnable::run);
    }
  }

  private void write(ByteBuf frames) {
    if (wire.writable()) {
      wire.write(frames);
    } else {
      writeUnderWay = true;
      wire.write(frames, this::sent);
      wire.flush();
    }
  }

  private void sent() {
    writeUnderWay = false;
    pump();
  }

  /// Frees what waits: the connection is over.
  void discard() {
    lent = null;
    if (waiting != null) {
      waiting.values().forEach(ByteBuf::release);
      waiting = null;
      count(-waitingBytes);
    }
    runTasks(); // what they hold for this peer is to be given back
  }

  /// Bytes that wait here, not counting those that the wire holds.
  int waitingBytes() {
    return waitingBytes;
  }
}
