package io.carillon.gateway.cache;

import io.carillon.events.CachedEvent;
import io.carillon.events.CachedEventCodec;
import io.carillon.events.Partitions;
import io.carillon.events.Topics;
import io.carillon.gateway.cache.LastEvents.Latest;
import io.carillon.gateway.cache.LastEvents.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Copies last events to their topic, once a second: of the partitions that the group gives to this
/// gateway.
///
/// The group only says whose turn it is, and its commits say how far the log is copied; nothing is
/// fetched through it, since every gateway reads the whole log anyway and has judged there what is
/// a second copy. Whoever takes a partition over goes on from the commit with what it has read
/// itself. One thread; [#stop()] may come from another.
final class CacheCopier {
  private static final Logger LOG = Logger.getLogger(CacheCopier.class);
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration COMMIT_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> group;
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final int partitions;
  private final LastEvents events;
  private final EventLoader loader;
  private final IntToLongFunction ends;
  private final CachedEventCodec codec = new CachedEventCodec();
  private final Map<Integer, Long> copiedTo = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("cache-copier").unstarted(this::run);
  private long lastNumber;
  private volatile boolean failed;
  private volatile boolean closed;

  /// @param clients used by the copier's thread alone, and closed with it
  /// @param ends how far the log was read, by partition; the record before it may be still in hand
  CacheCopier(
      CacheClients clients,
      Topics topics,
      int partitions,
      LastEvents events,
      EventLoader loader,
      IntToLongFunction ends) {
    this.group = clients.group();
    this.producer = clients.writer();
    this.topics = topics;
    this.partitions = partitions;
    this.events = events;
    this.loader = loader;
    this.ends = ends;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (group) {
      group.subscribe(List.of(topics.channelEvents()), new Ownership());
      while (!closed) {
        turn();
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      LOG.debug("The copier of last events ends");
    } catch (RuntimeException e) {
      LOG.error("The copier of last events ended: another gateway takes its place", e);
    }
  }

  private void turn() throws InterruptedException {
    try {
      var _ = group.poll(TURN);
      copy();
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Copying last events failed and is tried again: %s", e.getMessage());
    }
  }

  /// What this gateway owns. Called within `poll`, on the copier's thread.
  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      group.pause(assigned);
      Map<TopicPartition, OffsetAndMetadata> commits = group.committed(new HashSet<>(assigned));
      for (TopicPartition each : assigned) {
        OffsetAndMetadata commit = commits.get(each);
        copiedTo.put(each.partition(), commit == null ? 0 : commit.offset());
      }
      lastNumber = 0;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      revoked.forEach(each -> copiedTo.remove(each.partition()));
    }
  }

  private void copy() throws InterruptedException {
    // Before the events are looked at: what was read by then is among them, but for the last.
    Map<Integer, Long> read = new HashMap<>();
    copiedTo.forEach((partition, from) -> {
      long end = ends.applyAsLong(partition) - 1;
      if (end > from) {
        read.put(partition, end);
      }
    });
    Latest latest = events.above(lastNumber);
    failed = false;
    for (Place place : latest.places()) {
      Long from = copiedTo.get(Partitions.of(place.key().bytes(), partitions));
      if (from != null && place.offset() >= from) {
        copy(place);
      }
    }
    producer.flush();
    if (!failed) {
      lastNumber = latest.number();
      commit(read);
    }
  }

  private void copy(Place place) throws InterruptedException {
    CachedEvent event = place.event() == null ? loaded(place) : place.event();
    if (event != null) {
      var _ =
          producer.send(
              codec.encode(topics.channelCache(), event),
              (metadata, failure) -> {
                if (failure != null) {
                  failed = true;
                }
              });
    }
  }

  /// So much came within a second that its data is not here any more.
  private @Nullable CachedEvent loaded(Place place) throws InterruptedException {
    var done = new CountDownLatch(1);
    if (loader.load(place.key(), done::countDown)) {
      done.await();
    }
    return events.find(place.key()).orElse(null);
  }

  private void commit(Map<Integer, Long> read) {
    if (read.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    read.forEach((partition, end) ->
        offsets.put(
            new TopicPartition(topics.channelEvents(), partition), new OffsetAndMetadata(end)));
    try {
      group.commitSync(offsets, COMMIT_MAX);
      copiedTo.putAll(read);
    } catch (RebalanceInProgressException | CommitFailedException e) {
      LOG.debugf("Partitions change hands, commits wait: %s", e.getMessage());
    }
  }

  /// How many partitions' events this gateway copies. A moment old.
  int owned() {
    return copiedTo.size();
  }

  void stop() throws InterruptedException {
    closed = true;
    if (thread.isAlive()) {
      group.wakeup();
      thread.join(CLOSE_MAX);
      thread.interrupt();
      thread.join();
    } else {
      group.close();
    }
    producer.close(CLOSE_MAX);
  }
}
