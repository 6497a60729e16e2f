package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;

/// A subscription that remembers whether it may occupy its channel.
final class Occupant implements Joiner {
  final ChannelKey channel;
  int allowed;
  int refusals;

  Occupant(ChannelKey channel) {
    this.channel = channel;
  }

  @Override
  public void confirmed(byte[] frame) {
    allowed++;
  }

  @Override
  public void refused() {
    refusals++;
  }
}
