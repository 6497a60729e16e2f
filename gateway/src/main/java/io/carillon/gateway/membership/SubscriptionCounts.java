package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/// How many subscriptions this gateway has on each channel. Changed by event loops, written out by
/// the membership thread from time to time: only the last value of a channel counts.
final class SubscriptionCounts {
  private final Map<ChannelKey, Integer> counts = new ConcurrentHashMap<>();
  private final Set<ChannelKey> changed = ConcurrentHashMap.newKeySet();

  void add(ChannelKey channel) {
    counts.merge(channel, 1, Integer::sum);
    changed.add(channel);
  }

  void remove(ChannelKey channel) {
    counts.computeIfPresent(channel, (key, count) -> count == 1 ? null : count - 1);
    changed.add(channel);
  }

  /// All of them must be written again.
  void touchAll() {
    changed.addAll(counts.keySet());
  }

  /// Gives all channels that have a subscription.
  void forEach(Consumer<ChannelKey> writer) {
    counts.keySet().forEach(writer);
  }

  /// Gives the present value of each channel that changed since the last time.
  void drain(ObjIntConsumer<ChannelKey> writer) {
    for (var each = changed.iterator(); each.hasNext(); ) {
      ChannelKey channel = each.next();
      // Before the value is read: a change in between is given again the next time, not lost.
      each.remove();
      writer.accept(channel, counts.getOrDefault(channel, 0));
    }
  }
}
