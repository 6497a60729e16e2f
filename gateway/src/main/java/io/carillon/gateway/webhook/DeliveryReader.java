package io.carillon.gateway.webhook;

import io.carillon.events.BrokenRecord;
import io.carillon.events.WebhookDeliveryCodec;
import io.carillon.gateway.webhook.Attempt.Failed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads deliveries of the partitions that the group gives to this gateway, hands them to the
/// sender, and commits what is done. No partition is ever paused. One thread; [#stop()] may come
/// from another.
final class DeliveryReader {
  private static final Logger LOG = Logger.getLogger(DeliveryReader.class);
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(2);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Targets targets;
  private final Endpoints endpoints;
  private final DeadLetterShelf letters;
  private final InstantSource clock;
  private final WebhookDeliveryCodec codec = new WebhookDeliveryCodec();
  private final Map<TopicPartition, Progress> progress = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("webhook-deliveries").unstarted(this::run);
  private long nextCommit;
  private volatile int owned;
  private volatile boolean closed;

  /// @param consumer used by this reader's thread alone, and closed by it
  DeliveryReader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Targets targets,
      Endpoints endpoints,
      DeadLetterShelf letters,
      InstantSource clock) {
    this.consumer = consumer;
    this.topic = topic;
    this.targets = targets;
    this.endpoints = endpoints;
    this.letters = letters;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (consumer) {
      while (!closed && !targets.ready()) {
        Thread.sleep(TURN);
      }
      consumer.subscribe(List.of(topic), new Ownership());
      while (!closed) {
        turn();
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      LOG.debug("The reader of webhook deliveries ends");
    } catch (RuntimeException e) {
      LOG.error("The reader of webhook deliveries ended: another gateway takes its place", e);
    }
    owned = 0;
  }

  private void turn() throws InterruptedException {
    try {
      var read = new ArrayList<Queued>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TURN)) {
        take(record, read);
      }
      if (!read.isEmpty()) {
        endpoints.offer(read);
      }
      long now = clock.millis();
      if (now >= nextCommit) {
        nextCommit = now + BETWEEN_COMMITS.toMillis();
        progress.forEach((partition, each) -> each.readTo(consumer.position(partition)));
        commit(progress.keySet());
      }
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Reading webhook deliveries failed and is tried again: %s", e.getMessage());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, List<Queued> read) {
    Progress of = progress.get(new TopicPartition(record.topic(), record.partition()));
    if (of == null || !of.begin(record.offset())) {
      return;
    }
    try {
      read.add(new Queued(codec.decode(record), record, of));
    } catch (BrokenRecord e) {
      letters.put(
          record, new Failed(e.reason().text(), e.detail()), () -> of.done(record.offset()));
    }
  }

  private void commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Progress of = progress.get(partition);
      OffsetAndMetadata offset = of == null ? null : of.commit();
      if (offset != null && !offset.equals(committed.get(partition))) {
        offsets.put(partition, offset);
      }
    }
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      committed.putAll(offsets);
    } catch (RebalanceInProgressException | CommitFailedException e) {
      LOG.debugf("Partitions change hands, commits wait: %s", e.getMessage());
    }
  }

  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      Map<TopicPartition, OffsetAndMetadata> commits = consumer.committed(new HashSet<>(assigned));
      for (TopicPartition each : assigned) {
        progress.put(each, Progress.from(commits.get(each)));
      }
      owned = progress.size();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      leave(revoked);
      settle(revoked);
      commit(revoked);
      forget(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      leave(lost);
      forget(lost);
    }

    /// Requests that end too late are made again by who takes over.
    private void settle(Collection<TopicPartition> partitions) {
      long until = System.nanoTime() + SETTLE_MAX.toNanos();
      try {
        for (TopicPartition each : partitions) {
          Progress of = progress.get(each);
          if (of != null) {
            of.settle(until);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void leave(Collection<TopicPartition> partitions) {
      for (TopicPartition each : partitions) {
        Progress of = progress.get(each);
        if (of != null) {
          of.close();
        }
      }
      try {
        endpoints.leaveToOthers();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void forget(Collection<TopicPartition> partitions) {
      progress.keySet().removeAll(partitions);
      committed.keySet().removeAll(partitions);
      owned = progress.size();
    }
  }

  /// Partitions whose deliveries this gateway sends. For any thread.
  int owned() {
    return owned;
  }

  void stop() throws InterruptedException {
    closed = true;
    if (thread.isAlive()) {
      thread.join(CLOSE_MAX);
      thread.interrupt();
      thread.join();
    } else {
      consumer.close();
    }
  }
}
