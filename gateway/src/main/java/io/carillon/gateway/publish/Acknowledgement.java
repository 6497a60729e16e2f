package io.carillon.gateway.publish;

import io.carillon.gateway.publish.PublishOutcome.Accepted;
import io.carillon.gateway.publish.PublishOutcome.Refused;
import io.carillon.gateway.publish.PublishOutcome.Unavailable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/// One call's wait for all its records: answered once, by the last record that is told of or by the
/// deadline, whichever comes first.
///
/// Told by the producer's thread, expired by the sweeping thread, refused by the caller's.
final class Acknowledgement implements Callback {
  private static final int ANSWERED = -1;

  private final long deadlineNanos;
  private final Consumer<PublishOutcome> caller;
  private final AtomicInteger outstanding;
  private volatile @Nullable Exception failure;

  Acknowledgement(int records, long deadlineNanos, Consumer<PublishOutcome> caller) {
    this.outstanding = new AtomicInteger(records);
    this.deadlineNanos = deadlineNanos;
    this.caller = caller;
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null && failure == null) {
      failure = exception;
    }
    told(1);
  }

  boolean failed() {
    return failure != null;
  }

  /// This many records were never given to the producer, because the one before them failed.
  void notSent(int records) {
    told(records);
  }

  /// True when this call needs no more attention: it is answered, if need be now.
  boolean over(long nowNanos) {
    if (outstanding.get() == ANSWERED) {
      return true;
    }
    if (nowNanos - deadlineNanos < 0) {
      return false;
    }
    if (outstanding.getAndSet(ANSWERED) != ANSWERED) {
      caller.accept(new Unavailable("the log did not acknowledge in time"));
    }
    return true;
  }

  private void told(int records) {
    int before;
    do {
      before = outstanding.get();
      if (before == ANSWERED) {
        return;
      }
    } while (!outstanding.compareAndSet(before, before == records ? ANSWERED : before - records));
    if (before == records) {
      caller.accept(outcome());
    }
  }

  private PublishOutcome outcome() {
    Exception why = failure;
    return switch (why) {
      case null -> Accepted.ALL;
      case RecordTooLargeException e -> new Refused(sentence(e));
      case InvalidTopicException e -> new Refused(sentence(e));
      case AuthorizationException e -> new Refused(sentence(e));
      case AuthenticationException e -> new Refused(sentence(e));
      default -> new Unavailable(sentence(why));
    };
  }

  private static String sentence(Exception why) {
    String message = why.getMessage();
    if (message == null) {
      return why.getClass().getSimpleName();
    }
    return why instanceof KafkaException
        ? message
        : why.getClass().getSimpleName() + ": " + message;
  }
}
