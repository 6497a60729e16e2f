package io.carillon.gateway.webhook;

import io.carillon.events.Topics;
import io.carillon.gateway.webhook.Owned.Start;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Derives deliveries from memberships and log, for the partition numbers that the group gives to
/// this gateway, and writes them together with how far it has read.
///
/// When Kafka fails it in any way it drops all that it knows and begins anew from the last commit,
/// as another gateway would after a crash: so there is one way to recover. One thread; [#stop()]
/// may come from another.
final class Deriver {
  private static final Logger LOG = Logger.getLogger(Deriver.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration BETWEEN_BEGINNINGS = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final WebhookClients clients;
  private final Topics topics;
  private final int partitions;
  private final Targets targets;
  private final InstantSource clock;
  private final Function<Start, Owned> making;
  private final Thread thread = Thread.ofPlatform().name("webhook-deriver").unstarted(this::run);
  private final LongAdder derived = new LongAdder();
  private final LongAdder beginnings = new LongAdder();
  private final Map<TopicPartition, Long> firstEnds = new HashMap<>();
  private long firstTime;
  private volatile int ownedCount;
  private volatile boolean closed;

  /// @param clock goes on steadily; in ms near the broker's
  Deriver(
      WebhookClients clients,
      Topics topics,
      int partitions,
      Targets targets,
      InstantSource clock,
      Function<Start, Owned> making) {
    this.clients = clients;
    this.topics = topics;
    this.partitions = partitions;
    this.targets = targets;
    this.clock = clock;
    this.making = making;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed && !targets.ready()) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      while (!closed) {
        liveOnce();
      }
    } catch (InterruptException | InterruptedException e) {
      LOG.debug("The deriver of webhooks ends");
    } catch (RuntimeException e) {
      LOG.error("The deriver of webhooks ended: another gateway takes its place", e);
    }
    ownedCount = 0;
  }

  private void liveOnce() throws InterruptedException {
    beginnings.increment();
    ownedCount = 0;
    try (Consumer<byte[], byte[]> consumer = clients.deriving().get();
        Producer<byte[], byte[]> producer = clients.transactions().get()) {
      if (firstEnds.isEmpty()) {
        firstTime = clock.millis();
        firstEnds.putAll(consumer.endOffsets(all()));
      }
      producer.initTransactions();
      var derivations =
          new Derivations(consumer, topics, firstEnds, firstTime, targets.wantLog(), making);
      live(new DerivingLife(consumer, producer, topics, targets, clock, derivations));
    } catch (InterruptException e) {
      throw e;
    } catch (WakeupException e) {
      LOG.debug("The deriver of webhooks was asked to end");
    } catch (KafkaException e) {
      LOG.warnf("Deriving webhooks failed and begins anew from the last commit: %s", e.toString());
      Thread.sleep(BETWEEN_BEGINNINGS);
    }
  }

  private void live(DerivingLife life) {
    life.begin();
    while (!closed) {
      derived.add(life.turn());
      ownedCount = life.owned();
    }
  }

  private List<TopicPartition> all() {
    return IntStream.range(0, partitions)
        .boxed()
        .flatMap(each ->
            Stream.of(
                new TopicPartition(topics.memberships(), each),
                new TopicPartition(topics.channelEvents(), each)))
        .toList();
  }

  /// Partition numbers that this gateway derives from. For any thread.
  int owned() {
    return ownedCount;
  }

  /// Deliveries that were written. For any thread.
  long derived() {
    return derived.sum();
  }

  /// How often it began anew. For any thread.
  long beginnings() {
    return beginnings.sum();
  }

  void stop() throws InterruptedException {
    closed = true;
    if (thread.isAlive()) {
      thread.join(CLOSE_MAX);
      thread.interrupt();
      thread.join();
    }
  }
}
