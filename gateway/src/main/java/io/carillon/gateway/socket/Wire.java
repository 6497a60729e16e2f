package io.carillon.gateway.socket;

import io.carillon.gateway.channel.TextFrame;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.ServerFrames;
import io.netty.buffer.ByteBuf;

/// The way out of one connection: a line that was taken over, the WebSocket extension's own API
/// where none was, or the lines of an HTTP fallback session. Used on the connection's event loop
/// alone.
public interface Wire {
  /// Sends bytes at once, as many as the transport takes now, unless something waits below.
  ///
  /// @return how many it took, which can end within a frame; 0 when they have to be written
  int send(ByteBuf frames, int from, int length);

  /// Takes over one reference of `frames`, whole WebSocket text frames or the rest of what
  /// [#send(ByteBuf, int, int)] began; sent at the next flush.
  void write(ByteBuf frames);

  /// The same, and calls `sent` when the bytes have left. Where they never will, the connection is
  /// over and the call may not come.
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

  /// Says why in a frame, then closes: a connection that never was.
  ///
  /// @param why for people, what to change
  default void refuse(CloseCode code, String why) {
    write(TextFrame.of(ServerFrames.error(code.code(), why)));
    flush();
    close(code);
  }
}
