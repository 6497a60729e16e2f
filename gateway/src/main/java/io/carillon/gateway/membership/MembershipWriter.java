package io.carillon.gateway.membership;

import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes membership records in order and without time limit: while Kafka is away they wait here.
/// Used by the membership thread alone.
final class MembershipWriter {
  private static final Logger LOG = Logger.getLogger(MembershipWriter.class);

  private final Producer<byte[], byte[]> producer;
  private final MembershipCodec codec = new MembershipCodec();
  private final Topics topics;
  private final int partitions;
  private final Deque<ProducerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private volatile boolean beatUnderWay;
  private volatile boolean lost;

  /// @param producer with `max.block.ms=0`, so that a broker that is away costs no time
  MembershipWriter(Producer<byte[], byte[]> producer, Topics topics, int partitions) {
    this.producer = producer;
    this.topics = topics;
    this.partitions = partitions;
  }

  void write(MembershipRecord record) {
    waiting.addAll(codec.encode(topics.memberships(), partitions, record));
    drain();
  }

  /// Hands to Kafka's client what waits, as far as it takes it.
  void drain() {
    while (!waiting.isEmpty()) {
      var attempt = new Attempt();
      // What becomes of the record is told to the attempt, not to this future.
      var _ = producer.send(waiting.element(), attempt);
      if (attempt.refused()) {
        return;
      }
      waiting.remove();
    }
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

  /// True once after a record was lost for good: what stands in the topic for this gateway is then
  /// not what it should be.
  boolean lostOne() {
    boolean was = lost;
    lost = false;
    return was;
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
