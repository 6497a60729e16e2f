package io.carillon.gateway.webhook;

import io.carillon.events.BrokenRecord;
import io.carillon.events.DeadLetter;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Topics;
import io.carillon.events.WebhookDelivery;
import io.carillon.events.WebhookDeliveryCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// The deliveries that were given up, for an operator or an app's server: to look at, and to send
/// again once the receiver is well.
///
/// They lie on one partition. One that was sent again is marked by a record behind it and is listed
/// no more; when the gateway dies in between it may be sent again twice. Blocks, so it is never
/// called on an event loop.
public final class WebhookDeadLetters {
  /// Letters that one call gives or sends again; the newest.
  public static final int LETTERS_MAX = 1_000;

  private static final String REPLAYED = "replayed";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ_MAX = Duration.ofSeconds(20);
  private static final Duration WRITE_MAX = Duration.ofSeconds(10);
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final DeadLetterCodec codec = new DeadLetterCodec();
  private final WebhookDeliveryCodec deliveries = new WebhookDeliveryCodec();

  /// One delivery that was given up.
  ///
  /// @param id its place among the dead letters
  /// @param time when it was given up, in ms
  public record Letter(long id, long time, DeadLetter why, WebhookDelivery delivery) {}

  private record Found(Letter letter, ConsumerRecord<byte[], byte[]> record) {}

  WebhookDeadLetters(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Producer<byte[], byte[]> producer,
      Topics topics) {
    this.consumers = consumers;
    this.producer = producer;
    this.topics = topics;
  }

  /// An app's newest letters, the oldest of them first.
  public List<Letter> list(String app) {
    return find(app).values().stream().map(Found::letter).toList();
  }

  /// Sends an app's letters again, each as a new delivery with a window of its own.
  ///
  /// @param ids which ones; all that [#list] gives when empty
  /// @return those that were found and are on their way
  public List<Long> replay(String app, Collection<Long> ids) throws InterruptedException {
    NavigableMap<Long, Found> found = find(app);
    if (!ids.isEmpty()) {
      found.keySet().retainAll(ids);
    }
    for (Found each : found.values()) {
      replay(each);
    }
    return List.copyOf(found.keySet());
  }

  private void replay(Found found) throws InterruptedException {
    ConsumerRecord<byte[], byte[]> letter = found.record;
    var delivery = new ProducerRecord<>(topics.webhooks(), null, letter.key(), letter.value());
    for (Header header : codec.originalHeaders(letter)) {
      delivery.headers().add(header);
    }
    write(delivery);
    var mark =
        new ProducerRecord<>(
            topics.webhooksDeadLetters(),
            0,
            letter.key(),
            ByteBuffer.allocate(Long.BYTES).putLong(letter.offset()).array());
    mark.headers().add(REPLAYED, new byte[0]);
    write(mark);
  }

  private void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    long until = System.nanoTime() + WRITE_MAX.toNanos();
    while (true) {
      try {
        long left = until - System.nanoTime();
        var _ = producer.send(record).get(left, TimeUnit.NANOSECONDS);
        return;
      } catch (ExecutionException e) {
        // The producer does not wait until it knows its topic; this may.
        if (System.nanoTime() > until) {
          throw new IllegalStateException("Kafka did not take a dead letter's replay", e);
        }
        Thread.sleep(BETWEEN_WRITES);
      } catch (TimeoutException e) {
        throw new IllegalStateException("Kafka did not take a dead letter's replay in time", e);
      }
    }
  }

  private NavigableMap<Long, Found> find(String app) {
    var found = new TreeMap<Long, Found>();
    var partition = new TopicPartition(topics.webhooksDeadLetters(), 0);
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long until = System.nanoTime() + READ_MAX.toNanos();
      while (consumer.position(partition) < end) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException("reading the dead letters took too long");
        }
        consumer.poll(POLL).forEach(record -> take(record, app, found));
      }
    }
    return found;
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, String app, NavigableMap<Long, Found> found) {
    if (record.headers().lastHeader(REPLAYED) != null) {
      found.remove(ByteBuffer.wrap(record.value()).getLong());
      return;
    }
    try {
      WebhookDelivery delivery = deliveries.decode(record);
      if (delivery.channel().app().equals(app)) {
        DeadLetter why = codec.decode(record);
        var letter = new Letter(record.offset(), record.timestamp(), why, delivery);
        found.put(record.offset(), new Found(letter, record));
        if (found.size() > LETTERS_MAX) {
          found.pollFirstEntry();
        }
      }
    } catch (BrokenRecord e) {
      // A record that was no delivery to begin with: it is kept to be looked at, not to be sent.
    }
  }
}
