package io.carillon.gateway.fallback;

import io.carillon.gateway.socket.Wire;
import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Writes frames as lines to the receiver that is attached.
///
/// While there is none, or it has not sent what it was given, the wire takes no more than the one
/// buffer that the send queue hands over to such a wire; the queue's bound counts the rest. Used on
/// the session's event loop alone.
final class LineWire implements Wire {
  /// Of a line in the making and of what a receiver has under way.
  static final int HIGH_WATER_BYTES = 65_536;

  private final IntSupplier seconds;
  private final Runnable over;
  private final FrameLine line = new FrameLine();
  private @Nullable Receiver receiver;
  private @Nullable ByteBuf held;
  private Runnable heldSent = () -> {};
  private @Nullable Line last;
  private boolean beatDue;
  private boolean answerDue;
  private int wroteAt;
  private int absentSince;
  private int beatAt;

  /// @param over called just before the last line is given to a receiver
  LineWire(IntSupplier seconds, Runnable over) {
    this.seconds = seconds;
    this.over = over;
    this.absentSince = seconds.getAsInt();
  }

  /// Gives the first receiver the first line.
  void open(Receiver first, Line greeting) {
    receiver = first;
    put(greeting);
  }

  /// Sends on a new receiver what waited. One that is still there ends: its client has given it up
  /// and this side has not noticed, or two clients use one session.
  void attach(Receiver next) {
    Receiver before = receiver;
    receiver = next;
    if (before != null) {
      before.end(Line.REPLACED);
    }
    if (last == null) {
      pour();
    } else {
      finish(next, last);
    }
  }

  void drained(Receiver which) {
    if (which.equals(receiver)) {
      pour();
    }
  }

  void gone(Receiver which) {
    if (which.equals(receiver)) {
      receiver = null;
      absentSince = seconds.getAsInt();
    }
  }

  boolean receives() {
    return receiver != null;
  }

  /// Seconds without a receiver.
  int secondsAbsent() {
    return receiver == null ? seconds.getAsInt() - absentSince : 0;
  }

  /// How long an attached receiver has had no line.
  int secondsSilent() {
    return receiver == null ? 0 : seconds.getAsInt() - wroteAt;
  }

  private void pour() {
    if (held != null && writable()) {
      addHeld();
      heldSent.run(); // the queue writes on, as far as this is writable
    }
    flush();
    if (beatDue) {
      ping();
    }
  }

  private void addHeld() {
    if (held != null) {
      line.add(held);
      held = null;
    }
  }

  @Override
  public int send(ByteBuf frames, int from, int length) {
    return 0; // lines are made of whole frames
  }

  @Override
  public void write(ByteBuf frames) {
    line.add(frames);
  }

  @Override
  public void write(ByteBuf frames, Runnable sent) {
    held = frames;
    heldSent = sent;
  }

  @Override
  public void flush() {
    if (receiver != null && !line.empty()) {
      put(line.take());
    }
  }

  private void put(Line next) {
    Receiver to = receiver;
    if (to != null) {
      beatDue = false;
      wroteAt = seconds.getAsInt();
      if (!to.write(next)) {
        gone(to);
      }
    }
  }

  @Override
  public boolean writable() {
    return receiver != null && line.size() + receiver.underWay() < HIGH_WATER_BYTES;
  }

  /// Sends a heartbeat, at once or as soon as somebody receives and nothing else is sent then.
  @Override
  public void ping() {
    Receiver to = receiver;
    if (to == null || to.underWay() >= HIGH_WATER_BYTES) {
      beatDue = true;
    } else {
      answerDue = to.answersHeartbeats();
      beatAt = seconds.getAsInt();
      put(Line.HEARTBEAT);
    }
  }

  /// Whether a heartbeat of the client is its one answer to the last of this side's.
  boolean answered(int withinSeconds) {
    boolean due = answerDue && seconds.getAsInt() - beatAt <= withinSeconds;
    answerDue = false;
    return due;
  }

  @Override
  public void close(CloseCode code) {
    last = Line.close(code);
    if (receiver != null) {
      finish(receiver, last);
    }
  }

  private void finish(Receiver to, Line end) {
    addHeld();
    receiver = null;
    Line rest = line.empty() ? end : line.take().then(end);
    over.run();
    to.end(rest);
  }

  @Override
  public void cut(CloseCode code) {
    discard();
    last = Line.close(code);
    Receiver to = receiver;
    receiver = null;
    if (to != null) {
      over.run();
      to.cut(last);
    }
  }

  /// Frees what waits.
  void discard() {
    line.clear();
    if (held != null) {
      held.release();
      held = null;
    }
  }

  /// Bytes that wait here or are under way.
  int waitingBytes() {
    int waiting = line.size() + (held == null ? 0 : held.readableBytes());
    return receiver == null ? waiting : waiting + receiver.underWay();
  }
}
