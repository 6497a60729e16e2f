package io.carillon.gateway.cache;

import io.carillon.events.BrokenRecord;
import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads single events from the log again whose data [LastEvents] had to give up: once for all who
/// wait for a channel, one channel after the other on a thread of its own.
final class EventLoader {
  private static final Logger LOG = Logger.getLogger(EventLoader.class);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final int partitions;
  private final LastEvents events;
  private final CacheConfig config;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("cache-loader").factory());
  private final Map<ChannelKey, List<Runnable>> waiting = new HashMap<>();
  private int waiters;

  /// @param consumer used by this loader's thread alone, and closed by it
  EventLoader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      int partitions,
      LastEvents events,
      CacheConfig config) {
    this.consumer = consumer;
    this.topic = topic;
    this.partitions = partitions;
    this.events = events;
    this.config = config;
  }

  /// Brings the channel's data back where that can be done, and runs `then` on the loader's thread
  /// in any case. @return false when too many wait already: `then` is not run
  boolean load(ChannelKey key, Runnable then) {
    synchronized (waiting) {
      if (waiters >= config.waitingMax()) {
        return false;
      }
      List<Runnable> same = waiting.get(key);
      if (same == null) {
        long latest = System.nanoTime() + config.loadWithin().toNanos();
        try {
          thread.execute(() -> load(key, latest));
        } catch (RejectedExecutionException e) {
          return false; // the gateway stops
        }
        same = new ArrayList<>(1);
        waiting.put(key, same);
      }
      same.add(then);
      waiters++;
      return true;
    }
  }

  private void load(ChannelKey key, long latest) {
    OptionalLong offset = events.offsetOnLog(key);
    try {
      if (offset.isPresent() && System.nanoTime() < latest) {
        read(key, offset.getAsLong(), latest);
      }
    } catch (OffsetOutOfRangeException e) {
      offset.ifPresent(gone -> events.lost(key, gone));
    } catch (KafkaException | BrokenRecord e) {
      LOG.warnf("A cached event was not read again: channel=%s reason=%s", key, e.getMessage());
    } finally {
      done(key).forEach(Runnable::run);
    }
  }

  private void read(ChannelKey key, long offset, long latest) throws BrokenRecord {
    var partition = new TopicPartition(topic, Partitions.of(key.bytes(), partitions));
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    for (long left = latest - System.nanoTime(); left > 0; left = latest - System.nanoTime()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofNanos(left))) {
        if (record.offset() == offset) {
          ChannelEvent event = codec.decode(record);
          events.loaded(
              new CachedEvent(key, offset, record.timestamp(), event.event(), event.data()));
        } else {
          events.lost(key, offset);
        }
        return;
      }
    }
  }

  private List<Runnable> done(ChannelKey key) {
    synchronized (waiting) {
      List<Runnable> told = waiting.remove(key);
      if (told == null) {
        return List.of();
      }
      waiters -= told.size();
      return told;
    }
  }

  int waiters() {
    synchronized (waiting) {
      return waiters;
    }
  }

  void stop() throws InterruptedException {
    thread.execute(consumer::close);
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = thread.shutdownNow();
    }
  }
}
