package io.carillon.gateway.channel;

import io.netty.buffer.ByteBuf;

/// What receives frames: a socket, a fallback session, a test. All calls come on the subscriber's
/// own event loop.
public interface Subscriber {
  /// The id that an event's exclusion names (`socket_id` of a trigger).
  String socketId();

  /// Whether its frames say where in the log they stand.
  boolean readsPositions();

  /// Takes part of `frames`: one or more whole WebSocket text frames. The bytes are lent until the
  /// next [#flush()], which sends them; who still needs them then takes a reference.
  void offer(ByteBuf frames, int from, int length);

  /// The same for one frame that takes the place of one with the same key, as far as that has not
  /// left yet.
  void offer(ByteBuf frame, int from, int length, Object conflation);

  /// Whether frames wait that were offered and flushed before.
  boolean behind();

  /// Sends what was offered, in one write where the socket takes it.
  void flush();
}
