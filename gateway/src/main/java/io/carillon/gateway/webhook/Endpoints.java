package io.carillon.gateway.webhook;

import io.carillon.apps.App;
import io.carillon.apps.WebhookTarget;
import io.carillon.events.WebhookDelivery;
import io.carillon.gateway.webhook.Attempt.Failed;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// The sender: every endpoint's queue, on one thread that waits for nobody.
///
/// Public methods may be called from any thread but the sender's own.
final class Endpoints {
  private static final Logger LOG = Logger.getLogger(Endpoints.class);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private record Id(String app, String url) {}

  private final WebhookConfig config;
  private final Targets targets;
  private final WebhookClient client;
  private final DeadLetterShelf letters;
  private final InstantSource clock;
  private final Backoff backoff;
  private final ScheduledThreadPoolExecutor thread;
  private final Map<Id, Endpoint> endpoints = new HashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private volatile int queued;
  private volatile long bytes;
  private volatile int count;

  Endpoints(
      WebhookConfig config,
      Targets targets,
      WebhookClient client,
      DeadLetterShelf letters,
      InstantSource clock) {
    this.config = config;
    this.targets = targets;
    this.client = client;
    this.letters = letters;
    this.clock = clock;
    this.backoff =
        new Backoff(
            config.retryFirst(), config.retryMax(), () -> ThreadLocalRandom.current().nextDouble());
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("webhook-sender").factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /// Takes what was read, in its order. Returns when each has its place, so that one batch is in
  /// hand at most.
  void offer(List<Queued> deliveries) throws InterruptedException {
    onThread(() -> {
      deliveries.forEach(this::offer);
      endpoints.values().forEach(Endpoint::send);
      forgetIdle();
    });
  }

  private void offer(Queued queuing) {
    WebhookDelivery delivery = queuing.delivery();
    String app = delivery.channel().app();
    Optional<WebhookTarget> target = targets.target(app, delivery.target());
    if (target.isEmpty()) {
      letters.put(queuing, new Failed("no-target", "the app has no such webhook any more"));
      return;
    }
    Endpoint endpoint =
        endpoints.computeIfAbsent(new Id(app, delivery.target()), id -> endpoint(id, target.get()));
    switch (endpoint.offer(queuing)) {
      case QUEUED -> {}
      case FULL ->
          letters.put(queuing, new Failed("queue-full", "as many wait for this endpoint as may"));
    }
  }

  private Endpoint endpoint(Id id, WebhookTarget target) {
    return new Endpoint(config, backoff, target.batched(), new SendingTo(id.app, target.url()));
  }

  private final class SendingTo implements Endpoint.Sending {
    private final String app;
    private final URI url;

    SendingTo(String app, URI url) {
      this.app = app;
      this.url = url;
    }

    @Override
    public long now() {
      return clock.millis();
    }

    @Override
    public void post(List<WebhookDelivery> events, Consumer<Attempt> whenEnded) {
      Optional<App> owner = targets.app(app);
      if (owner.isEmpty()) {
        later(Duration.ZERO, () -> whenEnded.accept(new Failed("no-app", "there is no such app")));
        return;
      }
      var request = WebhookRequest.of(events, owner.get().signingKey());
      var _ =
          client
              .post(url, request)
              .onComplete(ended -> later(Duration.ZERO, () -> note(ended.result(), whenEnded)));
    }

    private void note(Attempt attempt, Consumer<Attempt> whenEnded) {
      switch (attempt) {
        case Attempt.Delivered _ -> sent.increment();
        case Failed(String why, String detail) -> {
          failed.increment();
          LOG.debugf("A webhook failed: app=%s why=%s detail=%s", app, why, detail);
        }
      }
      whenEnded.accept(attempt);
    }

    @Override
    public void later(Duration delay, Runnable task) {
      try {
        var _ =
            thread.schedule(
                () -> {
                  try {
                    task.run();
                    forgetIdle();
                  } catch (RuntimeException e) {
                    LOG.errorf(
                        e, "A webhook endpoint stands still until it is taken over: %s", url);
                  }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("The gateway stops: whoever takes over sends it again");
      }
    }

    @Override
    public void giveUp(Queued delivery, Failed why) {
      letters.put(delivery, why);
    }

    @Override
    public void retried() {
      retried.increment();
    }
  }

  /// Also counts, since it looks at all of them.
  private void forgetIdle() {
    endpoints.values().removeIf(Endpoint::idle);
    int deliveries = 0;
    long theirBytes = 0;
    for (Endpoint each : endpoints.values()) {
      deliveries += each.queued();
      theirBytes += each.bytes();
    }
    queued = deliveries;
    bytes = theirBytes;
    count = endpoints.size();
  }

  /// Lets go of deliveries whose partitions others own now.
  void leaveToOthers() throws InterruptedException {
    onThread(() -> {
      endpoints.values().forEach(Endpoint::leaveToOthers);
      forgetIdle();
    });
  }

  private void onThread(Runnable task) throws InterruptedException {
    try {
      var _ = thread.submit(task).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the sender of webhooks failed", e.getCause());
    } catch (RejectedExecutionException e) {
      LOG.debug("The gateway stops: whoever takes over sends it again");
    }
  }

  /// Deliveries that wait or are under way.
  int queued() {
    return queued;
  }

  long bytes() {
    return bytes;
  }

  /// Endpoints for which something waits.
  int count() {
    return count;
  }

  /// Requests that were answered with 2xx.
  long sent() {
    return sent.sum();
  }

  /// Requests that were not.
  long failed() {
    return failed.sum();
  }

  /// Requests that are made once more.
  long retried() {
    return retried.sum();
  }

  void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = thread.shutdownNow();
    }
  }
}
