package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

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

  /// Registers a subscription that receives nothing until [#goLive(Subscription, long)].
  public Subscription subscribe(ChannelKey key, Subscriber subscriber) {
    Channel channel = channels.get(key);
    if (channel == null) {
      channel = new Channel(key);
      channels.put(key, channel);
      hub.interest().add(key, index);
    }
    var subscription = new Subscription(channel, subscriber);
    channel.add(subscription);
    if (subscriber.readsPositions()) {
      hub.interest().addPositions(key);
    }
    return subscription;
  }

  /// Where the log ends: a subscription that goes live from there misses nothing that is read
  /// later.
  ///
  /// Interest was registered before: the reader publishes the end first and looks up interest then,
  /// so an event falls on one side or the other, never between. To be read before a confirmation is
  /// sent, since that may bring forth an event that is read here before the subscription is live.
  public long endOf(Subscription subscription) {
    return hub.endOf(subscription.key());
  }

  /// The place below which nothing is on its way to the subscription any more.
  public long handedOver(Subscription subscription) {
    return hub.handedOver(subscription.key());
  }

  /// Delivers the log's events from that place on, and all others.
  public void goLive(Subscription subscription, long from) {
    subscription.liveFrom(from);
  }

  /// Delivers what does not come from the log, while the log's events are being caught up with.
  public void goLiveOutsideTheLog(Subscription subscription) {
    subscription.liveFrom(ChannelBatch.UNPLACED);
  }

  /// Ends a subscription, live or not.
  public void unsubscribe(Subscription subscription) {
    Channel channel = subscription.channel;
    channel.remove(subscription);
    if (subscription.subscriber.readsPositions()) {
      hub.interest().removePositions(channel.key);
    }
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
