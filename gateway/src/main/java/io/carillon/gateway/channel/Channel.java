package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import java.util.Arrays;

/// The subscriptions of one channel on one event loop: an array without holes, so that a walk over
/// it is a walk over memory and leaving costs the same at any size. Touched only by that loop.
final class Channel {
  final ChannelKey key;
  private Subscription[] subscriptions = new Subscription[2];
  private int size;

  Channel(ChannelKey key) {
    this.key = key;
  }

  boolean empty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  Subscription at(int index) {
    return subscriptions[index];
  }

  void add(Subscription subscription) {
    if (size == subscriptions.length) {
      subscriptions = Arrays.copyOf(subscriptions, size * 2);
    }
    subscription.place = size;
    subscriptions[size++] = subscription;
  }

  /// The last one moves into the place that becomes free.
  @SuppressWarnings("NullAway") // a place above `size` holds nothing, and is never read
  void remove(Subscription subscription) {
    Subscription last = subscriptions[--size];
    subscriptions[size] = null;
    if (last != subscription) {
      last.place = subscription.place;
      subscriptions[last.place] = last;
    }
  }
}
