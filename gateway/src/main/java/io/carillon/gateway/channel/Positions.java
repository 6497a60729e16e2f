package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;

/// How far the log has been read: asked by a subscription that goes live.
@FunctionalInterface
public interface Positions {
  /// The offset after the last record read of the channel's partition.
  long endOf(ChannelKey key);
}
