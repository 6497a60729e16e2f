package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.stream.WriteOutcome.Decided;
import io.carillon.leaderboard.stream.WriteOutcome.Unknown;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests of this instance that wait for their answer.
///
/// ```
///   expect ──► decided (stream thread) ──► acknowledged once per event (producer thread) ──► answered
///        └───────────────┴── abandoned (the partition went away) or given up (too late) ──► unknown
/// ```
///
/// Bounded: above the limit nothing more is expected. Any thread.
public final class PendingAnswers {

  private record Event(int partition, long commandOffset) {}

  private record Unacknowledged(
      CompletableFuture<WriteOutcome> answer, Decision decision, AtomicInteger events) {}

  private final int max;
  private final Map<UUID, CompletableFuture<WriteOutcome>> waiting = new ConcurrentHashMap<>();
  private final Map<Event, Unacknowledged> decided = new ConcurrentHashMap<>();

  public PendingAnswers(int max) {
    this.max = max;
  }

  /// A request that waits from now on; empty when too many do. The caller gives up by cancelling or
  /// completing it.
  Optional<CompletableFuture<WriteOutcome>> expect(UUID request) {
    if (waiting.size() >= max) {
      return Optional.empty();
    }
    var answer = new CompletableFuture<WriteOutcome>();
    waiting.put(request, answer);
    var _ = answer.whenComplete((_, _) -> waiting.remove(request));
    return Optional.of(answer);
  }

  /// The decision is known, and `events` records of it are about to be written.
  void decided(UUID request, int partition, long offset, Decision decision, int events) {
    var answer = waiting.get(request);
    if (answer == null) {
      return;
    }
    if (events == 0) {
      answer.complete(new Decided(decision));
      return;
    }
    var event = new Event(partition, offset);
    decided.put(event, new Unacknowledged(answer, decision, new AtomicInteger(events)));
    // Also when the caller gave up in between: nothing is kept for those who left.
    var _ = answer.whenComplete((_, _) -> decided.remove(event));
  }

  /// The log holds one more event of the command at this offset.
  void acknowledged(int partition, long commandOffset) {
    var unacknowledged = decided.get(new Event(partition, commandOffset));
    if (unacknowledged != null && unacknowledged.events().decrementAndGet() == 0) {
      unacknowledged.answer().complete(new Decided(unacknowledged.decision()));
    }
  }

  /// This instance does not own the partition any more.
  void abandon(int partition) {
    decided.forEach((event, unacknowledged) -> {
      if (event.partition() == partition) {
        unacknowledged.answer().complete(new Unknown("the board has moved to another instance"));
      }
    });
  }

  /// How many wait, for metrics.
  public int size() {
    return waiting.size();
  }
}
