package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;

/// How far the log has come on this gateway.
public interface Positions {
  /// The offset after the last record read of the channel's partition. Records before it may still
  /// be on their way to subscribers.
  long endOf(ChannelKey key);

  /// The offset below which all records of the channel's partition have been handed to those who
  /// are subscribed.
  long handedOver(ChannelKey key);
}
