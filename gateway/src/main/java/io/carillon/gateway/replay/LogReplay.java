package io.carillon.gateway.replay;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads what is older than the [ReplayBuffer] from the log: a partition once for all who wait for
/// it, within bounds of bytes and time, on a thread of its own.
///
/// Nothing is given from before where the log's reader began: which records there are second copies
/// is not known.
public final class LogReplay {
  private static final Logger LOG = Logger.getLogger(LogReplay.class);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
  private static final Duration POLL_MAX = Duration.ofMillis(200);
  private static final int RECORD_BYTES = 100;

  /// Who waits for a channel's events. Called on the replay's thread, once.
  public interface Waiter {
    /// All events from the asked-for place up to `found.next()`.
    ///
    /// @param done to be run once, when they are no longer needed
    void found(Replayed found, Runnable done);

    /// They cannot be had.
    void lost();
  }

  private record Request(ChannelKey key, long from, long deadline, Waiter waiter) {}

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final int partitions;
  private final IntToLongFunction ends;
  private final Passed passed;
  private final ReplayConfig config;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("log-replay").factory());
  private final Map<Integer, List<Request>> waiting = new HashMap<>();
  private final AtomicInteger waiters = new AtomicInteger();
  private final AtomicLong held = new AtomicLong();
  private final LongAdder reads = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /// @param consumer used by this replay's thread alone, and closed by it
  /// @param ends how far the log's reader has come, by partition
  public LogReplay(
      Consumer<byte[], byte[]> consumer,
      String topic,
      int partitions,
      IntToLongFunction ends,
      Passed passed,
      ReplayConfig config) {
    this.consumer = consumer;
    this.topic = topic;
    this.partitions = partitions;
    this.ends = ends;
    this.passed = passed;
    this.config = config;
  }

  /// Asks for the channel's events from `from` on. Thread-safe. @return false when that is certain
  /// to be in vain: the waiter is not called
  public boolean request(ChannelKey key, long from, Waiter waiter) {
    int partition = Partitions.of(key.bytes(), partitions);
    if (!passed.reaches(partition, from) || waiters.get() >= config.waitingMax()) {
      lost.increment();
      return false;
    }
    var request = new Request(key, from, System.nanoTime() + config.logWithin().toNanos(), waiter);
    synchronized (waiting) {
      List<Request> same = waiting.get(partition);
      if (same == null) {
        try {
          thread.execute(() -> serve(partition));
        } catch (RejectedExecutionException e) {
          return false; // the gateway stops
        }
        same = new ArrayList<>();
        waiting.put(partition, same);
      }
      same.add(request);
    }
    waiters.incrementAndGet();
    return true;
  }

  private void serve(int partition) {
    List<Request> requests;
    synchronized (waiting) {
      requests = new ArrayList<>(waiting.remove(partition));
    }
    waiters.addAndGet(-requests.size());
    var at = new TopicPartition(topic, partition);
    while (!requests.isEmpty()) {
      long before = requests.size();
      try {
        serve(at, requests);
      } catch (OffsetOutOfRangeException e) {
        long begin = consumer.beginningOffsets(List.of(at)).getOrDefault(at, Long.MAX_VALUE);
        loseBelow(begin, requests);
      } catch (KafkaException e) {
        LOG.warnf("The log was not read again: partition=%s reason=%s", at, e.getMessage());
        loseBelow(Long.MAX_VALUE, requests);
      }
      if (requests.size() == before) {
        loseBelow(Long.MAX_VALUE, requests); // nothing can be done for the rest
      }
    }
  }

  /// Answers all of them, or those that can be told from here that they ask for too much.
  private void serve(TopicPartition at, List<Request> requests) {
    var reading = new Reading(at, requests);
    long reached = reading.read();
    if (reached >= reading.end) {
      requests.stream()
          .collect(Collectors.groupingBy(Request::key))
          .forEach((key, same) -> give(key, same, reading));
      requests.clear();
      return;
    }
    // As much as was read would not do for those who are further from the end than that.
    loseBelow(Math.max(reading.end - (reached - reading.begin), reading.begin + 1), requests);
    long now = System.nanoTime();
    lose(requests.stream().filter(request -> request.deadline - now < 0).toList(), requests);
  }

  private void loseBelow(long offset, List<Request> requests) {
    lose(requests.stream().filter(request -> request.from < offset).toList(), requests);
  }

  private void lose(List<Request> which, List<Request> requests) {
    requests.removeAll(which);
    lost.add(which.size());
    which.forEach(request -> request.waiter.lost());
  }

  /// Hands a channel's events to all who asked for them. They are one list, and count once until
  /// the last has sent them.
  private void give(ChannelKey key, List<Request> same, Reading reading) {
    long first = same.stream().mapToLong(Request::from).min().orElse(reading.end);
    List<PlacedEvent> events =
        reading.found.getOrDefault(key, List.of()).stream()
            .filter(placed -> placed.offset() >= first)
            .toList();
    long bytes = events.stream().mapToLong(PlacedEvent::bytes).sum();
    held.addAndGet(bytes);
    var readers = new AtomicInteger(same.size());
    Runnable done =
        () -> {
          if (readers.decrementAndGet() == 0) {
            held.addAndGet(-bytes);
          }
        };
    for (Request request : same) {
      int skipped = 0;
      while (skipped < events.size() && events.get(skipped).offset() < request.from) {
        skipped++;
      }
      List<PlacedEvent> its = events.subList(skipped, events.size());
      request.waiter.found(new Replayed(its, Math.max(reading.end, request.from), true), done);
    }
  }

  /// One way through the partition.
  private final class Reading {
    private final TopicPartition at;
    private final long begin;
    private final long end;
    private final long deadline;
    private final Map<ChannelKey, List<PlacedEvent>> found = new HashMap<>();
    private long bytes = held.get();

    Reading(TopicPartition at, List<Request> requests) {
      this.at = at;
      this.end = ends.applyAsLong(at.partition());
      this.begin = requests.stream().mapToLong(Request::from).min().orElse(end);
      this.deadline = requests.stream().mapToLong(Request::deadline).max().orElse(0);
      requests.forEach(request -> found.put(request.key, new ArrayList<>()));
    }

    /// @return the offset up to which everything was read
    long read() {
      reads.increment();
      consumer.assign(List.of(at));
      consumer.seek(at, begin);
      while (consumer.position(at) < end) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || bytes > config.logBytesMax()) {
          break;
        }
        var polled = consumer.poll(left < POLL_MAX.toNanos() ? Duration.ofNanos(left) : POLL_MAX);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          take(record);
        }
      }
      return consumer.position(at);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      bytes += RECORD_BYTES + Math.max(0, record.serializedValueSize());
      if (record.offset() >= end || passed.has(at.partition(), record.offset())) {
        return;
      }
      try {
        ChannelKey key = ChannelEventCodec.key(record.key());
        @Nullable List<PlacedEvent> wanted = found.get(key);
        if (wanted != null
            && !ControlCodec.isControl(record.headers())
            && Partitions.of(record.key(), partitions) == at.partition()) {
          wanted.add(new PlacedEvent(record.offset(), record.timestamp(), codec.decode(record)));
        }
      } catch (BrokenRecord e) {
        LOG.debugf("Passed over a broken record again: reason=%s", e.detail());
      }
    }
  }

  /// Subscriptions that wait.
  public int waiting() {
    return waiters.get();
  }

  /// Memory of events that were read and are not sent yet.
  public long bytes() {
    return held.get();
  }

  /// How often a partition was read.
  public long reads() {
    return reads.sum();
  }

  /// Requests that could not be answered.
  public long lost() {
    return lost.sum();
  }

  public void stop() throws InterruptedException {
    thread.execute(consumer::close);
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = thread.shutdownNow();
    }
  }
}
