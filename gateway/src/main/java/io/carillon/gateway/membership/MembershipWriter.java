package io.carillon.gateway.membership;

import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes membership records in order and without time limit: while Kafka is away they wait here.
/// Used by the membership thread alone, but for the numbers.
final class MembershipWriter {
  /// About 100 MB. Past it a gateway's own records are dropped: it says all of them again later.
  static final int WAITING_MAX = 500_000;

  private static final Logger LOG = Logger.getLogger(MembershipWriter.class);

  private final Producer<byte[], byte[]> producer;
  private final MembershipCodec codec = new MembershipCodec();
  private final Topics topics;
  private final int partitions;
  private final Deque<ProducerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final LongAdder dropped = new LongAdder();
  private volatile boolean beatUnderWay;
  private volatile boolean lost;
  private volatile int depth;

  /// @param producer with `max.block.ms=0`, so that a broker that is away costs no time
  MembershipWriter(Producer<byte[], byte[]> producer, Topics topics, int partitions) {
    this.producer = producer;
    this.topics = topics;
    this.partitions = partitions;
  }

  /// Writes what nobody would say again, a judgement for one. Few, so they always find room.
  void write(MembershipRecord record) {
    waiting.addAll(codec.encode(topics.memberships(), partitions, record));
    drain();
  }

  /// Writes what this gateway says of itself, and would say again under a new incarnation.
  void writeOwn(MembershipRecord record) {
    if (waiting.size() < WAITING_MAX) {
      write(record);
      return;
    }
    if (!lost) {
      LOG.warnf("Membership records find no room while Kafka is away: waiting=%d", WAITING_MAX);
    }
    dropped.increment();
    lost = true;
  }

  /// Hands to Kafka's client what waits, as far as it takes it.
  void drain() {
    while (!waiting.isEmpty()) {
      var attempt = new Attempt();
      // What becomes of the record is told to the attempt, not to this future.
      var _ = producer.send(waiting.element(), attempt);
      if (attempt.refused()) {
        break;
      }
      waiting.remove();
    }
    depth = waiting.size();
  }

  /// Records that wait for Kafka to take them. For any thread.
  int waiting() {
    return depth;
  }

  /// Records that found no room. For any thread.
  long dropped() {
    return dropped.sum();
  }

  /// Kafka's client reports what it does not take (no metadata, no room) to the callback before
  /// `send` returns, and what it took and then lost later. The first is tried again in order; the
  /// second leaves a hole.
  private final class Attempt implements Callback {
    private volatile boolean sending = true;
    private volatile boolean refused;

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        return;
      }
      if (sending) {
        refused = true;
      } else {
        LOG.errorf(failure, "A membership record was not written");
        lost = true;
      }
    }

    boolean refused() {
      sending = false;
      return refused;
    }
  }

  /// True once after records were lost for good and nothing waits any more: what stands in the
  /// topic for this gateway is then not what it should be.
  boolean lostOne() {
    if (!lost || !waiting.isEmpty()) {
      return false;
    }
    lost = false;
    return true;
  }

  /// A sign of life. One is under way at most: those of an outage must not arrive in one heap after
  /// it.
  void beat(String incarnation) {
    if (beatUnderWay) {
      return;
    }
    byte[] key = incarnation.getBytes(StandardCharsets.UTF_8);
    beatUnderWay = true;
    var _ =
        producer.send(
            new ProducerRecord<>(topics.beats(), 0, key, new byte[0]),
            (metadata, failure) -> beatUnderWay = false);
  }
}
