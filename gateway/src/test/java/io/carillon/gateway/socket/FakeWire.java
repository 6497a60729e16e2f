package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wire that remembers, and that takes no more than it is told to.
final class FakeWire implements Wire {
  final List<String> written = new ArrayList<>();
  boolean writable = true;
  int takesAtOnce;
  @Nullable Runnable whenSent;
  @Nullable CloseCode closed;

  @Override
  public int send(ByteBuf frames, int from, int length) {
    int taken = Math.min(length, takesAtOnce);
    if (taken > 0) {
      written.add(frames.toString(from, taken, UTF_8));
    }
    return taken;
  }

  @Override
  public void write(ByteBuf frames) {
    written.add(frames.toString(UTF_8));
    frames.release();
  }

  @Override
  public void write(ByteBuf frames, Runnable sent) {
    write(frames);
    whenSent = sent;
  }

  /// The write that was under way has left.
  void drained() {
    Runnable sent = whenSent;
    whenSent = null;
    if (sent != null) {
      sent.run();
    }
  }

  @Override
  public void flush() {}

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public void ping() {
    written.add("ping");
  }

  @Override
  public void close(CloseCode code) {
    closed = code;
  }

  @Override
  public void cut(CloseCode code) {
    closed = code;
  }
}
