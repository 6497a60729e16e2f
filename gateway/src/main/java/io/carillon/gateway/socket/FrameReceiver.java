package io.carillon.gateway.socket;

import io.netty.buffer.ByteBuf;

/// Whose a socket's frames are, once they have passed the [FrameRules]. Called on the socket's
/// event loop.
interface FrameReceiver {
  /// A control frame: a sign of life.
  void heard();

  /// Counts a frame that is no message. @return false when the peer has sent too many
  boolean withinRate();

  /// A whole text message.
  void text(String text);

  /// A whole binary message, lent for the call.
  void binary(ByteBuf bytes);

  /// The socket is over, whoever ended it; may be said twice.
  void closed();
}
