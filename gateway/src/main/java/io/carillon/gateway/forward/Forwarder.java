package io.carillon.gateway.forward;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.DeadLetterCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads topics as a member of a consumer group and writes what [Work] makes of each record.
///
/// One poll's records are one batch: they are written in order, and the next ones are read when all
/// are acknowledged. So memory holds one batch and what the client fetched ahead. While Kafka is
/// away the batch waits, and this gateway stays a member of the group. One thread; [#stop()] may
/// come from another.
public final class Forwarder {
  private static final Logger LOG = Logger.getLogger(Forwarder.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration REVOKED_WAIT = Duration.ofSeconds(3);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final String name;
  private final Set<String> topics;
  private final String letters;
  private final Work work;
  private final Consumer<byte[], byte[]> group;
  private final GroupPositions positions;
  private final TopicIds ids;
  private final Lag lag;
  private final DeadLetterCodec deadLetters = new DeadLetterCodec();
  private final Member member = new Member();
  private final BatchWriter writer;
  private @Nullable Thread thread;
  private @Nullable Batch current;
  private volatile boolean closed;

  /// @param name of its thread, and in the log
  /// @param letters the topic of dead letters
  /// @param clients used by this forwarder's thread alone, and closed by it
  public Forwarder(
      String name,
      Set<String> topics,
      String letters,
      Work work,
      ForwardClients clients,
      FirstStart firstStart) {
    this.name = name;
    this.topics = Set.copyOf(topics);
    this.letters = letters;
    this.work = work;
    this.group = clients.group();
    this.positions = new GroupPositions(group, firstStart);
    this.ids = new TopicIds(clients.kafka());
    this.lag = new Lag(group);
    this.writer = new BatchWriter(name, letters, clients.writers(), member);
  }

  /// Begins once `ready` says so.
  public void start(BooleanSupplier ready) {
    thread = Thread.ofPlatform().name(name).start(() -> run(ready));
  }

  private void run(BooleanSupplier ready) {
    try (group) {
      while (!closed && !ready.getAsBoolean()) {
        Thread.sleep(POLL);
      }
      group.subscribe(topics, new Ownership());
      while (!closed) {
        turn();
      }
      positions.commit();
    } catch (InterruptException | InterruptedException e) {
      LOG.debugf("The forwarder ends: %s", name);
    } catch (RuntimeException e) {
      LOG.errorf(e, "A forwarder ended, another gateway takes its place: %s", name);
    } finally {
      writer.close();
    }
  }

  private void turn() throws InterruptedException {
    try {
      ConsumerRecords<byte[], byte[]> records = positions.poll(POLL);
      if (!records.isEmpty()) {
        forward(records);
      }
      positions.commit();
      lag.measure();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      // Records that a poll gave are never here: they are tried until they are written.
      warn(e);
      Thread.sleep(RETRY);
    }
  }

  private void forward(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    var batch = new Batch();
    // From here on nothing else is read: see Ownership.
    current = batch;
    try {
      for (TopicPartition each : records.partitions()) {
        String id = idOf(each.topic());
        for (ConsumerRecord<byte[], byte[]> record : records.records(each)) {
          batch.add(record, outputs(record, id));
        }
      }
      writer.write(batch);
      positions.doneWhereOwned(batch.ends());
    } finally {
      current = null;
      group.resume(group.paused());
    }
  }

  /// A bug that one record wakes costs this record, not the partition on one gateway after the
  /// other.
  private List<ProducerRecord<byte[], byte[]>> outputs(
      ConsumerRecord<byte[], byte[]> record, String topicId) {
    try {
      return work.outputs(record, topicId);
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "A record that nobody thought of is a dead letter: topic=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
      var why = new BrokenRecord(Reason.FORMAT, "it broke its reader: " + e.getClass().getName());
      return List.of(deadLetters.encode(letters, record, why));
    }
  }

  private String idOf(String topic) throws InterruptedException {
    while (true) {
      try {
        return ids.of(topic);
      } catch (KafkaException e) {
        warn(e);
        member.pause();
      }
    }
  }

  private void warn(KafkaException why) {
    LOG.warnf("Forwarding waits for Kafka and is tried again: %s: %s", name, why.getMessage());
  }

  /// Stays in the group while Kafka does not take what is written.
  private final class Member implements BatchWriter.Waiting {
    @Override
    public void pause() throws InterruptedException {
      Thread.sleep(RETRY);
      stayMember();
    }

    /// A member that does not poll is put out of the group.
    @Override
    public void stayMember() throws InterruptedException {
      if (closed) {
        throw new InterruptedException("stopped");
      }
      group.pause(group.assignment());
      try {
        var _ = positions.poll(Duration.ZERO);
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        warn(e);
      }
    }
  }

  /// What this gateway owns. Called within `poll`, on the forwarder's thread.
  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      ids.forget(assigned.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
      if (current != null) {
        group.pause(assigned);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      Batch batch = current;
      try {
        // The next owner then has nothing to do again.
        if (batch != null && batch.answeredWithin(REVOKED_WAIT) && batch.done()) {
          positions.done(batch.ends());
        }
        positions.commit(revoked);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        LOG.debugf("Not committed, the next owner repeats: %s", e.getMessage());
      }
      positions.lost(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
      positions.lost(gone);
    }
  }

  /// Records of the topic that this gateway has still to forward, of the partitions it owns.
  public long lag(String topic) {
    return lag.of(topic);
  }

  /// Records that Kafka refused for good.
  public long refused() {
    return writer.refused();
  }

  /// Finishes the batch in hand, gives the partitions back and waits for the thread's end.
  public void stop() throws InterruptedException {
    closed = true;
    Thread running = thread;
    if (running == null) {
      group.close();
      return;
    }
    running.join(CLOSE_MAX);
    running.interrupt();
    running.join();
  }
}
