package io.carillon.gateway.replay;

import io.carillon.events.ChannelEvent;

/// An event and its place.
///
/// @param offset its place in the partition
/// @param time in ms, by the broker's clock
public record PlacedEvent(long offset, long time, ChannelEvent event) {
  /// About what it takes in memory.
  int bytes() {
    return 200 + event.data().length + event.event().length() + event.key().channel().length();
  }
}
