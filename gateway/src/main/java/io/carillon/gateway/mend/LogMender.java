package io.carillon.gateway.mend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Partitions;
import io.carillon.events.RecordHeaders;
import io.carillon.events.Source;
import io.carillon.gateway.forward.Work;
import io.carillon.protocol.ChannelName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/// Finds what cannot be delivered from where it stands: a record outside its home partition is
/// written into it, a broken one becomes a dead letter.
///
/// A moved record keeps its headers and names as its source where it stood before, so order and
/// repeats are told by that. It stays in the foreign partition too, where nobody looks at it. Used
/// by one forwarder's thread; the counters may be read by others.
public final class LogMender implements Work {
  private static final Logger LOG = Logger.getLogger(LogMender.class);
  private static final byte[] PRESENT = "1".getBytes(UTF_8);

  /// Warnings about strays are this far apart.
  static final Duration WARNING_EVERY = Duration.ofMinutes(1);

  private final String letters;
  private final int partitions;
  private final Predicate<String> knowsApp;
  private final InstantSource clock;
  private final ChannelEventCodec events = new ChannelEventCodec();
  private final ControlCodec controls = new ControlCodec();
  private final DeadLetterCodec deadLetters = new DeadLetterCodec();
  private final LongAdder moved = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private long nextWarning = Long.MIN_VALUE;
  private long movedAtWarning;

  /// @param letters the topic of dead letters
  /// @param partitions of the log
  public LogMender(
      String letters, int partitions, Predicate<String> knowsApp, InstantSource clock) {
    this.letters = letters;
    this.partitions = partitions;
    this.knowsApp = knowsApp;
    this.clock = clock;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> outputs(
      ConsumerRecord<byte[], byte[]> record, String topicId) {
    try {
      requireSound(record);
    } catch (BrokenRecord e) {
      broken.increment();
      return List.of(deadLetters.encode(letters, record, e));
    }
    int home = Partitions.of(record.key(), partitions);
    if (home == record.partition()) {
      return List.of();
    }
    moved.increment();
    warn(record);
    return List.of(brought(record, home, topicId));
  }

  private void requireSound(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    if (ControlCodec.isControl(record.headers())) {
      var _ = controls.decode(record);
    } else {
      requireChannel(key);
      var _ = events.decode(record);
    }
    if (!knowsApp.test(key.app())) {
      throw new BrokenRecord(Reason.APP, "there is no app " + key.app());
    }
  }

  private static void requireChannel(ChannelKey key) throws BrokenRecord {
    try {
      var _ = new ChannelName(key.channel());
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.CHANNEL, String.valueOf(e.getMessage()));
    }
  }

  private static ProducerRecord<byte[], byte[]> brought(
      ConsumerRecord<byte[], byte[]> record, int home, String topicId) {
    var written = new ProducerRecord<>(record.topic(), home, record.key(), record.value());
    for (Header header : record.headers()) {
      switch (header.key()) {
        // A place in another source says nothing among records that came another way.
        case RecordHeaders.SOURCE, RecordHeaders.SEQUENCE, RecordHeaders.AGAIN -> {}
        default -> written.headers().add(header);
      }
    }
    var source = Source.of(topicId + "/" + record.partition(), record.offset());
    written.headers().add(RecordHeaders.SOURCE, source.name().getBytes(UTF_8));
    written.headers().add(RecordHeaders.SEQUENCE, Long.toString(source.sequence()).getBytes(UTF_8));
    // Another gateway may have moved it before it was stopped.
    written.headers().add(RecordHeaders.AGAIN, PRESENT);
    return written;
  }

  private void warn(ConsumerRecord<byte[], byte[]> record) {
    long now = clock.millis();
    if (now < nextWarning) {
      return;
    }
    nextWarning = now + WARNING_EVERY.toMillis();
    LOG.warnf(
        "Records stand in foreign partitions and are moved, which delays them: set the writer's"
            + " partitioner to murmur2 (librdkafka: partitioner=murmur2_random). moved=%d"
            + " partition=%d offset=%d",
        moved.sum() - movedAtWarning, record.partition(), record.offset());
    movedAtWarning = moved.sum();
  }

  /// Records brought home.
  public long moved() {
    return moved.sum();
  }

  /// Broken records put among the dead letters.
  public long broken() {
    return broken.sum();
  }
}
