package io.carillon.gateway.stream;

import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.channel.Hub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads every partition of the log and hands each poll's events to the hub as one batch.
///
/// It starts some minutes back ([LogStart]) and is ready when it has read up to where the log ended
/// at the start. One thread; [#stop()] may come from another.
public final class PartitionReader {
  private static final Logger LOG = Logger.getLogger(PartitionReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final BatchDecoder decoder;
  private final Hub hub;
  private final LogStart start;
  private final ChannelCache cache;
  private final Runnable topicId;
  private final List<TopicPartition> partitions;
  private final Thread thread;
  private final Map<TopicPartition, Long> awaited = new HashMap<>();
  private final long batchInterval;
  private long batchAt = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean ready;

  /// @param consumer used by this reader's thread alone, and closed by it; of the group that copies
  ///   last events, without taking part in it
  /// @param topicId asks for the topic's id: once at the start, and when the log is another one
  public PartitionReader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      BatchDecoder decoder,
      Hub hub,
      LogStart start,
      ChannelCache cache,
      Runnable topicId,
      Duration batchInterval) {
    this.batchInterval = batchInterval.toNanos();
    this.consumer = consumer;
    this.decoder = decoder;
    this.hub = hub;
    this.start = start;
    this.cache = cache;
    this.topicId = topicId;
    this.partitions =
        IntStream.range(0, decoder.partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    this.thread = Thread.ofPlatform().name("log-reader").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// True once the events that stood in the log at the start have been read.
  public boolean ready() {
    return ready;
  }

  private void run() {
    try (consumer) {
      consumer.assign(partitions);
      untilDone(this::seekBack);
      while (!closed) {
        untilDone(this::poll);
        pace();
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      LOG.debug("The log's reader ends");
    } catch (RuntimeException e) {
      LOG.error("The log's reader ended: this gateway delivers nothing any more", e);
      ready = false;
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  /// Kafka's client retries by itself; what still comes out is tried again as long as this gateway
  /// runs.
  private void untilDone(Step step) throws InterruptedException {
    while (!closed) {
      try {
        step.run();
        return;
      } catch (WakeupException | InterruptException e) {
        throw e;
      } catch (OffsetOutOfRangeException e) {
        seekIntoRange(e);
      } catch (KafkaException e) {
        LOG.warnf("Reading the log failed and is tried again: %s", e.getMessage());
      }
    }
  }

  private void seekBack() {
    topicId.run();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    start
        .of(consumer, partitions, ends)
        .forEach((partition, from) -> {
          long end = ends.getOrDefault(partition, 0L);
          consumer.seek(partition, from);
          decoder.restartAt(partition.partition(), from, start.lookedBackTo());
          decoder.controls().heedFrom(partition.partition(), end);
          if (from < end) {
            awaited.put(partition, end);
          }
        });
    cache.restore(decoder.positions()::endOf);
    decoder.traffic().restore();
    becomeReady();
  }

  private void becomeReady() {
    if (awaited.isEmpty()) {
      ready = true;
      cache.caughtUp();
      decoder.traffic().live();
    }
  }

  /// The log was cut (retention) or is another one (recreated): go on where it goes on.
  private void seekIntoRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(wanted.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
    wanted.forEach((partition, offset) -> {
      long begin = begins.getOrDefault(partition, 0L);
      long next = offset < begin ? begin : ends.getOrDefault(partition, 0L);
      LOG.warnf(
          "The log does not hold the next position: partition=%s wanted=%d next=%d",
          partition, offset, next);
      consumer.seek(partition, next);
      decoder.restartAt(partition.partition(), next, start.clock().millis());
      if (next < offset) {
        topicId.run();
        decoder.controls().heedFrom(partition.partition(), next);
        cache.clear();
      }
    });
  }

  /// Lets more events gather when the last ones have just been read.
  private void pace() {
    long left = batchAt + batchInterval - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private void poll() throws InterruptedException {
    var records = consumer.poll(POLL);
    if (!records.isEmpty()) {
      batchAt = System.nanoTime();
      hub.deliver(decoder.decode(records));
      decoder.positions().handedOver();
    }
    if (!ready) {
      awaited.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue());
      becomeReady();
    }
  }

  /// Stops reading and waits for the thread's end.
  public void stop() throws InterruptedException {
    closed = true;
    consumer.wakeup();
    thread.join(CLOSE_MAX);
    thread.interrupt();
    thread.join();
  }
}
