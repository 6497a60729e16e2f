package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;

/// One subscriber on one channel. Touched only by the subscriber's own event loop.
public final class Subscription {
  /// Where a subscription starts that is not confirmed yet: above every position.
  private static final long PENDING = Long.MAX_VALUE;

  final Channel channel;
  final Subscriber subscriber;

  /// Place in the channel's array, kept by [Channel].
  int place;

  /// Events below this position are not delivered.
  private long from;

  Subscription(Channel channel, Subscriber subscriber) {
    this.channel = channel;
    this.subscriber = subscriber;
    this.from = PENDING;
  }

  /// The channel's key.
  public ChannelKey key() {
    return channel.key;
  }

  /// True once events are delivered.
  public boolean live() {
    return from != PENDING;
  }

  void liveFrom(long position) {
    from = position;
  }

  /// Whether the log's event at that position is delivered.
  public boolean takes(long position) {
    return position >= from;
  }
}
