package io.carillon.chat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Does the same thing many times at once.
public final class Concurrently {
  private Concurrently() {}

  /// The results in no particular order of time, by number from 0.
  public static <T> List<T> times(int count, IntFunction<T> action) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> results =
          IntStream.range(0, count)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return action.apply(i);
                  }))
              .toList();
      start.countDown();
      return results.stream().map(Concurrently::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("one of the many failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while many were at work", e);
    }
  }
}
