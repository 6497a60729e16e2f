package io.carillon.gateway.publish;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord;
import io.carillon.gateway.publish.PublishOutcome.Accepted;
import io.carillon.gateway.publish.PublishOutcome.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Puts events on the log and says what became of them.
///
/// `publish` may be called on an event loop: it never waits, neither for metadata nor for memory
/// nor for the broker. Events of one call keep their order within a channel. Each call is answered
/// within the bound of {@link PublishConfig#answerWithin}.
public final class Publisher {
  /// How often calls are looked at whose time is over; an answer is late by this at most.
  static final long SWEEP_MILLIS = 100;

  private static final Unavailable TOPIC_UNKNOWN =
      new Unavailable("the log's topic has not been read yet");
  private static final Unavailable TOO_MANY =
      new Unavailable("too many events wait for the log already");

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int waitingMax;
  private final long answerWithinNanos;
  private final PublishMetrics metrics;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final ControlCodec controls = new ControlCodec();
  private final AtomicInteger waiting = new AtomicInteger();

  // All wait equally long, so the order of arrival is the order of deadlines: no timer each.
  private final Queue<Acknowledgement> byDeadline = new ConcurrentLinkedQueue<>();

  private volatile boolean ready;

  /// @param producer one whose `send` does not block
  Publisher(
      Producer<byte[], byte[]> producer,
      String topic,
      PublishConfig config,
      PublishMetrics metrics) {
    this.producer = producer;
    this.topic = topic;
    this.waitingMax = config.waitingMax();
    this.answerWithinNanos = config.answerWithin().toNanos();
    this.metrics = metrics;
    metrics.watch(waiting, waitingMax);
  }

  /// The events as one call: accepted when every one of them is acknowledged.
  ///
  /// @param caller told once, on this thread or on the producer's
  public void publish(List<ChannelEvent> events, Consumer<PublishOutcome> caller) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("there is no event to publish");
    }
    send(events, event -> codec.encode(topic, event), caller);
  }

  /// A command to all gateways, accepted when it is acknowledged; sent when the answer is
  /// subscribed to.
  public Uni<PublishOutcome> command(ControlRecord command) {
    return Uni.createFrom()
        .emitter(caller ->
            send(List.of(command), control -> controls.encode(topic, control), caller::complete));
  }

  /// True once the log's topic is known, so that a first trigger does not have to wait for it.
  public boolean ready() {
    return ready;
  }

  void becomeReady() {
    ready = true;
  }

  /// Answers the calls whose time is over.
  void sweep(long nowNanos) {
    for (var first = byDeadline.peek();
        first != null && first.over(nowNanos);
        first = byDeadline.peek()) {
      byDeadline.poll();
    }
  }

  private <T> void send(
      List<T> events,
      Function<T, ProducerRecord<byte[], byte[]>> encoding,
      Consumer<PublishOutcome> caller) {
    if (!ready) {
      answer(TOPIC_UNKNOWN, caller);
    } else if (waiting.incrementAndGet() > waitingMax) {
      waiting.decrementAndGet();
      answer(TOO_MANY, caller);
    } else {
      var started = System.nanoTime();
      sendAll(
          events,
          encoding,
          new Acknowledgement(
              events.size(),
              started + answerWithinNanos,
              outcome -> {
                waiting.decrementAndGet();
                if (outcome instanceof Accepted) {
                  metrics.acknowledged(System.nanoTime() - started);
                }
                answer(outcome, caller);
              }));
    }
  }

  private <T> void sendAll(
      List<T> events,
      Function<T, ProducerRecord<byte[], byte[]>> encoding,
      Acknowledgement acknowledgement) {
    byDeadline.add(acknowledgement);
    for (var i = 0; i < events.size(); i++) {
      sendOne(encoding.apply(events.get(i)), acknowledgement);
      if (acknowledgement.failed()) {
        acknowledgement.notSent(events.size() - i - 1);
        return;
      }
    }
  }

  private void sendOne(ProducerRecord<byte[], byte[]> record, Acknowledgement acknowledgement) {
    try {
      // What becomes of the record is told to the acknowledgement, not to this future.
      var _ = producer.send(record, acknowledgement);
    } catch (KafkaException | IllegalStateException e) {
      acknowledgement.onCompletion(null, e);
    }
  }

  private void answer(PublishOutcome outcome, Consumer<PublishOutcome> caller) {
    metrics.answered(outcome);
    caller.accept(outcome);
  }
}
