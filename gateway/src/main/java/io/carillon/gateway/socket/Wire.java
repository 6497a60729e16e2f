package io.carillon.gateway.socket;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;

/// The way out of one connection: the Netty channel, the WebSocket extension's own API where that
/// is not at hand, or the lines of an HTTP fallback session. Used on the connection's event loop
/// alone.
public interface Wire {
  /// Sends bytes at once, as many as the transport takes now, unless something waits below.
  ///
  /// @return how many it took, which can end within a frame; 0 when they have to be written
  int send(ByteBuf frames, int from, int length);

  /// Takes over one reference of `frames`, whole WebSocket text frames or the rest of what
  /// [#send(ByteBuf, int, int)] began; sent at the next flush.
  void write(ByteBuf frames);

  /// The same, and calls `sent` when the bytes have left or never will.
  void write(ByteBuf frames, Runnable sent);

  void flush();

  /// False while more waits below than the transport wants to hold.
  boolean writable();

  /// Sends a protocol-level ping.
  void ping();

  /// Closes after what was written.
  void close(CloseCode code);

  /// Closes a peer that does not read: sends the code if it can be sent soon, then cuts.
  void cut(CloseCode code);
}
