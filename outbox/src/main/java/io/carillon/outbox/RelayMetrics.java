package io.carillon.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// What a relay has done and what lies before it. Written by the relay's thread, read by any.
public final class RelayMetrics {
  private final LongAdder sent = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder dead = new LongAdder();
  private volatile long depth;
  private volatile Duration oldest = Duration.ZERO;
  private volatile int splits;
  private volatile int inFlight;

  RelayMetrics() {}

  /// Rows that the broker acknowledged.
  public long sent() {
    return sent.sum();
  }

  /// Rows sent with the header `again`.
  public long repeated() {
    return repeated.sum();
  }

  /// Old rows that stood in the log already and were not sent again.
  public long found() {
    return found.sum();
  }

  /// Rows that Kafka refused for good.
  public long dead() {
    return dead.sum();
  }

  /// Rows that wait in this relay's splits, as of the last look.
  public long depth() {
    return depth;
  }

  /// The age of the oldest of them; zero when there is none.
  public Duration oldestAge() {
    return oldest;
  }

  /// Splits that this relay owns.
  public int splits() {
    return splits;
  }

  /// Rows that are with Kafka.
  public int inFlight() {
    return inFlight;
  }

  void countSent() {
    sent.increment();
  }

  void countRepeated() {
    repeated.increment();
  }

  void countFound(int rows) {
    found.add(rows);
  }

  void countDead() {
    dead.increment();
  }

  void waiting(long rows, Duration age) {
    depth = rows;
    oldest = age;
  }

  void owned(int count) {
    splits = count;
  }

  void flying(int count) {
    inFlight = count;
  }
}
