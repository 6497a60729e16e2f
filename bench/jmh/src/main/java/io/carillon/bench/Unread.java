package io.carillon.bench;

import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.Positions;

/// A log of which nothing has been read yet, so that every event is new to every subscription.
record Unread() implements Positions {
  @Override
  public long endOf(ChannelKey key) {
    return 0;
  }

  @Override
  public long handedOver(ChannelKey key) {
    return 0;
  }
}
