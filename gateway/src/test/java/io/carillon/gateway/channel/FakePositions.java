package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;

/// A log that has come as far as a test says.
public final class FakePositions implements Positions {
  private long end;

  public FakePositions(long end) {
    this.end = end;
  }

  public void end(long newEnd) {
    end = newEnd;
  }

  @Override
  public long endOf(ChannelKey key) {
    return end;
  }

  @Override
  public long handedOver(ChannelKey key) {
    return end;
  }
}
