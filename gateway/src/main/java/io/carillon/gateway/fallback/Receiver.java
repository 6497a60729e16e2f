package io.carillon.gateway.fallback;

/// One request on whose answer a session's lines go out. Used on the session's event loop alone.
interface Receiver {
  /// Sends a line. @return false when it was the last one that this receiver takes
  boolean write(Line line);

  /// Bytes that were written and have not left.
  int underWay();

  /// Whether its client answers heartbeats, as streaming ones do.
  boolean answersHeartbeats();

  /// Ends it after what was written and this.
  void end(Line last);

  /// The same for a client that does not read: cuts the line when that does not get out soon.
  void cut(Line last);
}
