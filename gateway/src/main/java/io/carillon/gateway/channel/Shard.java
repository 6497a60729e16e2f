package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The subscriptions of one event loop's sockets. Every method but [#execute(Runnable)] is called
/// on that loop.
public final class Shard {
  private final int index;
  private final Executor loop;
  private final Hub hub;
  private final LongAdder delivered;
  private final Map<ChannelKey, Channel> channels = new HashMap<>();
  private final List<Subscriber> dirty = new ArrayList<>();

  Shard(int index, Executor loop, Hub hub, LongAdder delivered) {
    this.index = index;
    this.loop = loop;
    this.hub = hub;
    this.delivered = delivered;
  }

  int index() {
    return index;
  }

  /// Runs the task on the loop, after the tasks given before it.
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /// Registers a subscription that receives nothing until [#goLive(Subscription, Runnable)].
  public Subscription subscribe(ChannelKey key, Subscriber subscriber) {
    Channel channel = channels.get(key);
    if (channel == null) {
      channel = new Channel(key);
      channels.put(key, channel);
      hub.interest().add(key, index);
    }
    var subscription = new Subscription(channel, subscriber);
    channel.add(subscription);
    return subscription;
  }

  /// Delivers from the log's published end on. Interest is registered before the end is read: the
  /// reader publishes the end first and looks up interest then, so an event falls on one side or
  /// the other, never between. And the end is read before the confirmation is sent, since it may
  /// bring forth an event that is read here before this method ends.
  ///
  /// @param confirmation sends what has to be sent before the first event
  public void goLive(Subscription subscription, Runnable confirmation) {
    long end = hub.endOf(subscription.key());
    confirmation.run();
    subscription.liveFrom(end);
  }

  /// Delivers from above an event that the subscriber has been given besides.
  ///
  /// The end is read first. What the reader had in hand then, the last record before it, may have
  /// come too late for `given`: it is delivered unless it is the one that was given.
  ///
  /// @param given sends the confirmation, gives the event to the subscriber, and tells its offset
  ///   or -1 when there is none
  public void goLiveAbove(Subscription subscription, LongSupplier given) {
    long end = hub.endOf(subscription.key());
    subscription.liveFrom(Math.max(given.getAsLong() + 1, end - 1));
  }

  /// Ends a subscription, live or not.
  public void unsubscribe(Subscription subscription) {
    Channel channel = subscription.channel;
    channel.remove(subscription);
    if (channel.empty()) {
      channels.remove(channel.key);
      hub.interest().remove(channel.key, index);
    }
  }

  /// Hands each subscriber its frames, then flushes each once.
  void deliver(List<ChannelBatch> batches) {
    long frames = 0;
    boolean single = batches.size() == 1;
    for (int b = 0; b < batches.size(); b++) {
      ChannelBatch batch = batches.get(b);
      Channel channel = channels.get(batch.key());
      if (channel == null) {
        continue;
      }
      // Backwards: a subscriber that is closed for being slow leaves, and the last one takes its
      // place.
      for (int i = channel.size() - 1; i >= 0; i--) {
        Subscription subscription = channel.at(i);
        int offered = batch.offerTo(subscription);
        if (offered > 0) {
          frames += offered;
          if (single) {
            subscription.subscriber.flush();
          } else {
            dirty.add(subscription.subscriber);
          }
        }
      }
    }
    for (int i = 0; i < dirty.size(); i++) {
      dirty.get(i).flush();
    }
    dirty.clear();
    delivered.add(frames);
  }
}
