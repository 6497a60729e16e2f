package io.carillon.gateway.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Finds the addresses of a host. Does not wait.
@FunctionalInterface
interface HostResolver {
  CompletionStage<List<InetAddress>> resolve(String host);

  /// As the machine resolves names, on a few threads of its own: names whose servers hang take
  /// these and no others.
  final class OfThisMachine implements HostResolver, AutoCloseable {
    private static final int THREADS_MAX = 16;
    private static final int WAITING_MAX = 1_000;

    private final ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("webhook-resolver-", 0).factory());

    OfThisMachine() {
      threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
      try {
        return CompletableFuture.supplyAsync(() -> addresses(host), threads);
      } catch (RejectedExecutionException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private static List<InetAddress> addresses(String host) {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        return List.of();
      }
    }

    @Override
    public void close() {
      var _ = threads.shutdownNow();
    }
  }
}
