package io.carillon.apps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads the topic `apps` into the view, on the thread that runs it, until it is stopped.
///
/// Every reader reads all partitions from the beginning; there is no group. When the broker is lost
/// it opens a new consumer and goes on at the offset where it was, so no record is taken twice.
/// When that offset is no more (the topic was made anew) it reads all again.
final class AppReader implements Runnable {
  private static final Logger LOG = Logger.getLogger(AppReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_MIN = Duration.ofMillis(250);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final AppView view;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Consumer<byte[], byte[]>> open = new AtomicReference<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private Duration pause = PAUSE_MIN;

  AppReader(String topic, Supplier<Consumer<byte[], byte[]>> consumers, AppView view) {
    this.topic = topic;
    this.consumers = consumers;
    this.view = view;
  }

  /// A consumer without a group, for these settings of the client.
  static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    var properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "carillon-apps");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // An offset that is no more is an error here, for which all is read again.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (var consumer = consumers.get()) {
        open.set(consumer);
        // Again, now that it can be woken up: a stop before this line found nothing to wake.
        if (!isStopped()) {
          read(consumer);
        }
      } catch (WakeupException e) {
        LOG.debug("Woken up to stop");
      } catch (OffsetOutOfRangeException e) {
        LOG.warnf("The topic %s was made anew: reading it from the beginning", topic);
        next.clear();
        view.restart();
      } catch (RuntimeException e) {
        // A broker that is away, or one that refuses: both may end without us.
        if (isStopped()) {
          return;
        }
        LOG.warnf("Cannot read the topic %s, trying again: %s", topic, e.toString());
        rest();
      } finally {
        open.set(null);
      }
    }
  }

  /// May be called from any thread.
  void stop() {
    stopped.countDown();
    var consumer = open.get();
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    var partitions = assign(consumer);
    if (partitions.isEmpty()) {
      LOG.warnf("There is no topic %s yet, trying again", topic);
      rest();
      return;
    }
    var ends = consumer.endOffsets(partitions);
    var reading = true;
    while (!isStopped()) {
      for (var record : consumer.poll(POLL)) {
        take(record);
      }
      pause = PAUSE_MIN;
      if (reading && reached(ends, consumer)) {
        reading = false;
        view.endReached();
      }
      view.show();
    }
  }

  private List<TopicPartition> assign(Consumer<byte[], byte[]> consumer) {
    var partitions = new ArrayList<TopicPartition>();
    var infos = consumer.partitionsFor(topic);
    if (infos != null) {
      infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    for (var beginning : consumer.beginningOffsets(partitions).entrySet()) {
      var offset = next.get(beginning.getKey());
      consumer.seek(beginning.getKey(), offset == null ? beginning.getValue() : offset);
    }
    return partitions;
  }

  private static boolean reached(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    view.take(record.key(), record.value(), EditHeaders.read(record.headers()));
    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void rest() {
    try {
      if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      var longer = pause.multipliedBy(2);
      pause = longer.compareTo(PAUSE_MAX) < 0 ? longer : PAUSE_MAX;
    } catch (InterruptedException e) {
      stopped.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
