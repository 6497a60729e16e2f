package io.carillon.gateway.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Threads on which editing may wait, a bounded number at a time.
final class EditingThreads implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("carillon-admin-", 0).factory());
  private final Semaphore room;
  private final Duration within;

  EditingThreads(AdminConfig config, MeterRegistry meters) {
    this.room = new Semaphore(config.changesMax());
    this.within = config.answerWithin();
    Gauge.builder(
            "carillon.admin.under-way", room, free -> config.changesMax() - free.availablePermits())
        .description("Changes of apps that wait for Kafka")
        .register(meters);
  }

  /// What the work gives, or one of these when there is no room for it or when it takes too long;
  /// it goes on all the same.
  <T> Uni<T> run(Supplier<T> work, T noRoom, T tooLong) {
    if (!room.tryAcquire()) {
      return Uni.createFrom().item(noRoom);
    }
    try {
      var result = CompletableFuture.supplyAsync(() -> worked(work), threads);
      return Uni.createFrom()
          .completionStage(result)
          .ifNoItem()
          .after(within)
          .recoverWithItem(tooLong);
    } catch (RejectedExecutionException e) {
      room.release();
      return Uni.createFrom().item(noRoom);
    }
  }

  private <T> T worked(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      room.release();
    }
  }

  /// Interrupts what is under way.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
