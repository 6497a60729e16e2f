package io.carillon.gateway.webhook;

import io.carillon.events.ChannelKey;
import io.carillon.events.WebhookDelivery;
import io.carillon.gateway.webhook.Attempt.Delivered;
import io.carillon.gateway.webhook.Attempt.Failed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The queue of one address of one app. Each channel's deliveries go one after the other; those of
/// several channels at once, up to a number. A batched endpoint is one line: a request takes what
/// has gathered during the one before.
///
/// A delivery that fails stays at the head of its line until it gets through or its window is over.
/// Once it is over, further ones whose window is over too are given up without a try as long as
/// nothing gets through. Used by the sender's thread alone.
final class Endpoint {
  /// What an endpoint needs of the world.
  interface Sending {
    long now();

    void post(List<WebhookDelivery> events, Consumer<Attempt> whenEnded);

    void later(Duration delay, Runnable task);

    void giveUp(Queued delivery, Failed why);

    void retried();
  }

  /// @param deadline when it is given up, in ms
  private record Waiting(Queued queued, long deadline) {}

  /// Deliveries in their order. Ready to be sent, or under way, or waiting for its next try.
  private static final class Line {
    final Object key;
    final Deque<Waiting> waiting = new ArrayDeque<>();
    boolean underWay;
    int failures;

    Line(Object key) {
      this.key = key;
    }
  }

  private final WebhookConfig config;
  private final Backoff backoff;
  private final boolean batched;
  private final Sending sending;
  private final Map<Object, Line> lines = new HashMap<>();
  private final Deque<Line> ready = new ArrayDeque<>();
  private @Nullable Failed failing;
  private int requests;
  private int queued;
  private long bytes;

  /// Whether there was room.
  enum Offer {
    QUEUED,
    FULL
  }

  Endpoint(WebhookConfig config, Backoff backoff, boolean batched, Sending sending) {
    this.config = config;
    this.backoff = backoff;
    this.batched = batched;
    this.sending = sending;
  }

  /// Queues it; [#send()] sends it.
  Offer offer(Queued delivery) {
    if (queued >= config.queueMax() || bytes + delivery.bytes() > config.queueBytesMax()) {
      return Offer.FULL;
    }
    Object key = lineOf(delivery);
    Line line = lines.get(key);
    if (line == null) {
      line = new Line(key);
      lines.put(key, line);
      ready.add(line);
    }
    line.waiting.add(new Waiting(delivery, sending.now() + config.retryWindow().toMillis()));
    queued++;
    bytes += delivery.bytes();
    return Offer.QUEUED;
  }

  private Object lineOf(Queued delivery) {
    ChannelKey channel = delivery.delivery().channel();
    return batched ? channel.app() : channel;
  }

  /// Starts as many requests as there may be.
  void send() {
    int requestsMax = batched ? 1 : config.requestsMax();
    while (requests < requestsMax && !ready.isEmpty()) {
      Line line = ready.remove();
      List<Queued> next = next(line);
      if (next.isEmpty()) {
        drop(line);
      } else {
        requests++;
        line.underWay = true;
        next.forEach(Queued::underWay);
        sending.post(
            next.stream().map(Queued::delivery).toList(), attempt -> ended(line, next, attempt));
      }
    }
  }

  /// What the next request carries; what is not to be sent any more goes.
  private List<Queued> next(Line line) {
    var next = new ArrayList<Queued>();
    int most = batched ? config.batchMax() : 1;
    long now = sending.now();
    for (var each = line.waiting.iterator(); each.hasNext() && next.size() < most; ) {
      Waiting waiting = each.next();
      if (goes(waiting, now)) {
        each.remove();
      } else {
        next.add(waiting.queued);
      }
    }
    return next;
  }

  /// Whether it leaves the queue untried: others own it now, or a failing endpoint did not take it
  /// in time.
  private boolean goes(Waiting each, long now) {
    if (!each.queued.leftToOthers()) {
      Failed why = failing;
      if (why == null || each.deadline >= now) {
        return false;
      }
      sending.giveUp(each.queued, why);
    }
    removed(each);
    return true;
  }

  private void removed(Waiting each) {
    queued--;
    bytes -= each.queued.bytes();
  }

  private void ended(Line line, List<Queued> sent, Attempt attempt) {
    requests--;
    line.underWay = false;
    switch (attempt) {
      case Delivered _ -> delivered(line, sent.size());
      case Failed failed -> failed(line, failed);
    }
    sent.forEach(Queued::ended);
    send();
  }

  private void delivered(Line line, int count) {
    failing = null;
    line.failures = 0;
    for (int i = 0; i < count; i++) {
      Waiting first = line.waiting.remove();
      first.queued.done();
      removed(first);
    }
    if (line.waiting.isEmpty()) {
      drop(line);
    } else {
      ready.add(line);
    }
  }

  private void failed(Line line, Failed why) {
    failing = why;
    line.failures++;
    Duration delay = backoff.after(line.failures);
    // What would be over by the next try has had its tries.
    long next = sending.now() + delay.toMillis();
    while (!line.waiting.isEmpty() && goes(line.waiting.element(), next)) {
      line.waiting.remove();
    }
    if (line.waiting.isEmpty()) {
      drop(line);
    } else {
      sending.retried();
      sending.later(
          delay,
          () -> {
            ready.add(line);
            send();
          });
    }
  }

  private void drop(Line line) {
    lines.remove(line.key, line);
  }

  /// Lets go of what others own now; what is under way goes on.
  void leaveToOthers() {
    for (Line line : lines.values()) {
      if (!line.underWay) {
        line.waiting.removeIf(each -> each.queued.leftToOthers() && goes(each, 0));
      }
    }
  }

  boolean idle() {
    return lines.isEmpty();
  }

  int queued() {
    return queued;
  }

  long bytes() {
    return bytes;
  }
}
