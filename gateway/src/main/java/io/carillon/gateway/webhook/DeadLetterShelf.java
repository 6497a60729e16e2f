package io.carillon.gateway.webhook;

import io.carillon.events.DeadLetterCodec;
import io.carillon.gateway.webhook.Attempt.Failed;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/// Puts deliveries that are given up among the dead letters. One is done when Kafka has its letter;
/// what Kafka does not take is offered again. Thread-safe, and nothing waits.
final class DeadLetterShelf {
  private static final Logger LOG = Logger.getLogger(DeadLetterShelf.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final DeadLetterCodec codec = new DeadLetterCodec();
  private final ScheduledThreadPoolExecutor again =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("webhook-letters").factory());
  private final LongAdder put = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();

  /// @param producer one that neither blocks nor gives up; closed with this
  DeadLetterShelf(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
    again.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void put(Queued delivery, Failed why) {
    put(codec.encode(topic, delivery.record(), why.why(), why.detail()), delivery::done);
    LOG.debugf("Gave up a webhook: %s why=%s", delivery.delivery(), why.why());
  }

  /// A record that is no delivery.
  void put(ConsumerRecord<byte[], byte[]> record, Failed why, Runnable done) {
    put(codec.encode(topic, record, why.why(), why.detail()), done);
  }

  private void put(ProducerRecord<byte[], byte[]> letter, Runnable done) {
    waiting.incrementAndGet();
    write(letter, done);
  }

  private void write(ProducerRecord<byte[], byte[]> letter, Runnable done) {
    // What becomes of it is told to the callback, not to this future.
    var _ =
        producer.send(
            letter,
            (metadata, failure) -> {
              if (failure == null) {
                put.increment();
                waiting.decrementAndGet();
                done.run();
              } else if (failure instanceof RecordTooLargeException) {
                LOG.errorf(
                    "A dead letter that no record can hold is lost: %s", failure.getMessage());
                waiting.decrementAndGet();
                done.run();
              } else if (!again.isShutdown()) {
                var _ =
                    again.schedule(
                        () -> write(letter, done), AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
              }
            });
  }

  /// Deliveries that were given up.
  long total() {
    return put.sum();
  }

  /// Letters that Kafka does not have yet: bounded by what the queues hold and one batch.
  int waiting() {
    return waiting.get();
  }

  void stop() {
    var _ = again.shutdownNow();
    producer.close(CLOSE_MAX);
  }
}
