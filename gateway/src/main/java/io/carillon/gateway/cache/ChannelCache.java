package io.carillon.gateway.cache;

import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.Topics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/// The last events of this gateway's cached channels, and all that keeps them. Thread-safe; nothing
/// but [#restore] waits.
public final class ChannelCache {
  private final LastEvents events;
  private final EmptyPeriods empty;
  private final EventLoader loader;
  private final CacheRestore restore;
  private final CacheCopier copier;
  private volatile boolean ready;

  private ChannelCache(
      LastEvents events,
      EmptyPeriods empty,
      EventLoader loader,
      CacheRestore restore,
      CacheCopier copier) {
    this.events = events;
    this.empty = empty;
    this.loader = loader;
    this.restore = restore;
    this.copier = copier;
  }

  /// A cache that is not started.
  ///
  /// @param ends how far the log was read, by partition
  public static ChannelCache of(
      CacheConfig config,
      CacheClients clients,
      Topics topics,
      int partitions,
      InstantSource clock,
      IntToLongFunction ends) {
    if (config.ttl().isNegative() || config.ttl().compareTo(CacheConfig.TTL_MAX) > 0) {
      throw new IllegalArgumentException(
          "carillon.cache.ttl is %s: it is at most %s"
              .formatted(config.ttl(), CacheConfig.TTL_MAX));
    }
    var events = new LastEvents(config.ttl(), config.bytesMax(), clock);
    var loader =
        new EventLoader(clients.loading(), topics.channelEvents(), partitions, events, config);
    return new ChannelCache(
        events,
        new EmptyPeriods(config.ttl()),
        loader,
        new CacheRestore(clients.restoring(), topics.channelCache(), partitions, events),
        new CacheCopier(clients, topics, partitions, events, loader, ends));
  }

  /// Starts to copy what [#put] gives.
  public void start() {
    copier.start();
  }

  /// Takes what was copied before the log's own reading, which starts at these offsets. Waits for
  /// Kafka: called by the log's reader before it reads.
  public void restore(IntToLongFunction starts) {
    restore.run(starts);
  }

  /// The log was read to where it ended at the start: what is not here now is nowhere.
  public void caughtUp() {
    ready = true;
  }

  /// True once every event is here that stood in the log at the start.
  public boolean ready() {
    return ready;
  }

  /// The log's reader read the next event of a cached channel. Before it asks who listens: one who
  /// subscribes now is found listening or finds the event here.
  public void put(CachedEvent event) {
    events.put(event);
    empty.filled(event.key(), event.time());
  }

  /// A subscriber found no event. @return true when the cluster does not know yet that the channel
  /// is empty: the caller puts it on the log, and tells [#notReported] when it could not
  public boolean reportMiss(ChannelKey key) {
    return empty.begin(key);
  }

  /// The log did not take a miss: the next one tries again.
  public void notReported(ChannelKey key) {
    empty.forget(key);
  }

  /// The log's reader read that the channel was found empty, here or elsewhere.
  public void missed(ChannelKey key, long time) {
    var _ = empty.missed(key, time);
  }

  /// The log was made anew: what was known stands nowhere any more.
  public void clear() {
    events.clear();
  }

  /// The channel's last event; none also when its data is not here, see [#fetch].
  public Optional<CachedEvent> find(ChannelKey key) {
    return events.find(key);
  }

  /// When the channel's event is not in memory, brings it there and then runs `then`, on another
  /// thread, whatever came of it.
  ///
  /// @return false when there is nothing to wait for: `then` is not run
  public boolean fetch(ChannelKey key, Runnable then) {
    return events.offsetOnLog(key).isPresent() && loader.load(key, then);
  }

  /// Seconds that the event will still be given to subscribers.
  public long secondsLeft(CachedEvent event) {
    return events.secondsLeft(event);
  }

  /// Bytes of memory that the events take.
  public long bytes() {
    return events.bytes();
  }

  /// Channels whose last event is known.
  public int size() {
    return events.size();
  }

  /// Events that were forgotten before their time for want of memory.
  public long forgotten() {
    return events.forgotten();
  }

  /// Subscribers that wait for the log.
  public int waiting() {
    return loader.waiters();
  }

  /// Partitions whose last events this gateway copies.
  public int copied() {
    return copier.owned();
  }

  public void stop() throws InterruptedException {
    copier.stop();
    loader.stop();
  }
}
