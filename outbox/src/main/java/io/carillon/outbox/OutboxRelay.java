package io.carillon.outbox;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the rows of an outbox to Kafka.
///
/// Relays of several instances share the splits of one table; each split is sent by one of them at
/// a time. It runs on a thread of its own, the only one that talks to the database and hands rows
/// to the producer; it holds one connection of the pool for as long as it owns splits. When that
/// connection is lost the locks are too: the producer is closed at once, and whoever owns a split
/// next repeats what was not removed, with the header `again`.
///
///     seeking a connection ──► tenure: splits taken, rows sent, acknowledged, removed ──► closed
///              ▲                                    │
///              └── connection or producer lost ◄────┘
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration BACK_OFF = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Pool pool;
  private final RelaySettings settings;
  private final RelayMetrics metrics = new RelayMetrics();
  private final Semaphore wakeUps = new Semaphore(0);
  private final AtomicBoolean nudged = new AtomicBoolean();
  private volatile boolean closing;
  private @Nullable Thread thread;

  /// A relay of `table` that reaches the broker by `kafka` (bootstrap servers, security).
  public OutboxRelay(Pool pool, OutboxTable table, Map<String, Object> kafka, String deadLetters) {
    this(pool, table, kafka, deadLetters, RelayLimits.DEFAULT);
  }

  /// A relay with other bounds.
  public OutboxRelay(
      Pool pool,
      OutboxTable table,
      Map<String, Object> kafka,
      String deadLetters,
      RelayLimits limits) {
    this.pool = pool;
    this.settings = new RelaySettings(table, kafka, deadLetters, limits);
  }

  /// Starts the relay's thread; neither database nor broker need be there yet.
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the relay has been started");
    }
    thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
  }

  /// Says that rows have been committed. Never waits; call it from any thread.
  public void nudge() {
    nudged.set(true);
    wakeUp();
  }

  public RelayMetrics metrics() {
    return metrics;
  }

  /// Lets what is with Kafka be acknowledged, at most some seconds, and gives the splits back.
  @Override
  public void close() {
    closing = true;
    nudge();
    Thread running = takeThread();
    if (running == null) {
      return;
    }
    try {
      if (!running.join(CLOSING)) {
        LOG.warn("The outbox relay did not end in time and is interrupted");
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread takeThread() {
    return thread;
  }

  private void run() {
    while (!closing) {
      try (var tenure = Tenure.begin(pool, settings, metrics, this::wakeUp)) {
        work(tenure);
      } catch (InterruptedException e) {
        return;
      } catch (LostTenure e) {
        LOG.warn("The outbox relay lost what it held and starts anew: {}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.error("The outbox relay failed and starts anew", e);
        pause();
      }
    }
  }

  private void work(Tenure tenure) throws LostTenure, InterruptedException {
    while (!closing) {
      Duration idle = tenure.turn(nudged.getAndSet(false));
      if (idle.isPositive() && wakeUps.tryAcquire(idle.toNanos(), TimeUnit.NANOSECONDS)) {
        wakeUps.drainPermits();
      }
    }
    tenure.finish();
  }

  private void wakeUp() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  private void pause() {
    metrics.owned(0);
    metrics.flying(0);
    try {
      TimeUnit.NANOSECONDS.sleep(closing ? 0 : BACK_OFF.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }
}
