package io.carillon.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord.TerminateUser;
import io.carillon.gateway.publish.PublishOutcome.Accepted;
import io.carillon.gateway.publish.PublishOutcome.Refused;
import io.carillon.gateway.publish.PublishOutcome.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final ChannelKey CHANNEL = new ChannelKey("app", "channel");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<PublishOutcome> outcomes = new ArrayList<>();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Publisher publisher =
      new Publisher(producer, "log", new TestPublishConfig(3), new PublishMetrics(metrics));

  @BeforeEach
  void knowTheTopic() {
    publisher.becomeReady();
  }

  @Test
  @DisplayName("R42 a call is accepted when the last of its records is acknowledged")
  void acceptedByTheLastAcknowledgement() {
    // Given
    publish("a", "b");
    producer.completeNext();
    assertThat(outcomes).isEmpty();
    // When
    producer.completeNext();
    // Then
    assertThat(outcomes).singleElement().isInstanceOf(Accepted.class);
  }

  @Test
  void recordsKeepTheOrderOfTheEvents() {
    // When
    publish("a", "b", "c");
    // Then
    assertThat(producer.history())
        .extracting(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
        .containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("R33 a command goes the way of events, and is accepted when it is acknowledged")
  void commandIsAcknowledged() {
    // Given
    var _ = publisher.command(new TerminateUser("app", "ana")).subscribe().with(outcomes::add);
    var before = List.copyOf(outcomes);
    // When
    producer.completeNext();
    // Then
    assertThat(before).isEmpty();
    assertThat(outcomes).singleElement().isInstanceOf(Accepted.class);
    assertThat(producer.history())
        .singleElement()
        .matches(record -> ControlCodec.isControl(record.headers()));
  }

  @Test
  @DisplayName(
      "R54 one record that is not acknowledged makes the call unavailable, and it is told once")
  void oneFailureMakesTheCallUnavailable() {
    // Given
    publish("a", "b");
    // When
    producer.errorNext(new TimeoutException("no leader"));
    producer.completeNext();
    // Then
    assertThat(outcomes).containsExactly(new Unavailable("no leader"));
  }

  @Test
  void whatTheLogWillNeverTakeIsRefused() {
    // Given
    publish("a");
    // When
    producer.errorNext(new RecordTooLargeException("too large"));
    // Then
    assertThat(outcomes).containsExactly(new Refused("too large"));
  }

  @Test
  void whatTheProducerDoesNotTakeEndsTheCall() {
    // Given
    producer.sendException = new KafkaException("closed");
    // When
    publish("a", "b");
    // Then
    assertThat(outcomes).containsExactly(new Unavailable("closed"));
    assertThat(producer.history()).isEmpty();
  }

  @Test
  @DisplayName("R54 a call is answered when its time is over, though the outcome is unknown")
  void answeredWhenItsTimeIsOver() {
    // Given
    publish("a");
    publisher.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(4));
    assertThat(outcomes).isEmpty();
    // When
    publisher.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(6));
    // Then
    assertThat(outcomes).singleElement().isInstanceOf(Unavailable.class);
  }

  @Test
  void anAcknowledgementAfterTheTimeChangesNothing() {
    // Given
    publish("a");
    publisher.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(6));
    // When
    producer.completeNext();
    // Then
    assertThat(outcomes).singleElement().isInstanceOf(Unavailable.class);
    assertThat(metrics.get("carillon.publish.waiting").gauge().value()).isZero();
  }

  @Test
  void callsBeyondTheBoundAreAnsweredAtOnce() {
    // Given
    publish("a");
    publish("b");
    publish("c");
    assertThat(outcomes).isEmpty();
    // When
    publish("d");
    // Then
    assertThat(outcomes).singleElement().isInstanceOf(Unavailable.class);
    assertThat(producer.history()).hasSize(3);
  }

  @Test
  void anAnsweredCallMakesRoomForAnother() {
    // Given
    publish("a");
    publish("b");
    publish("c");
    producer.completeNext();
    // When
    publish("d");
    // Then
    assertThat(producer.history()).hasSize(4);
  }

  @Test
  void beforeTheTopicIsKnownNothingIsSent() {
    // Given
    var early =
        new Publisher(
            producer,
            "log",
            new TestPublishConfig(3),
            new PublishMetrics(new SimpleMeterRegistry()));
    // When
    early.publish(List.of(event("a")), outcomes::add);
    // Then
    assertThat(outcomes).singleElement().isInstanceOf(Unavailable.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void outcomesAreCounted() {
    // Given
    publish("a");
    publish("b");
    // When
    producer.completeNext();
    producer.errorNext(new TimeoutException("no leader"));
    // Then
    assertThat(calls("accepted")).isEqualTo(1);
    assertThat(calls("unavailable")).isEqualTo(1);
    assertThat(metrics.get("carillon.publish.acknowledgement").timer().count()).isEqualTo(1);
  }

  @Test
  void aCallHasAnEvent() {
    // When, then
    assertThatThrownBy(() -> publisher.publish(List.of(), outcomes::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private double calls(String outcome) {
    return metrics.get("carillon.publish.calls").tag("outcome", outcome).counter().count();
  }

  private void publish(String... data) {
    publisher.publish(List.of(data).stream().map(PublisherTest::event).toList(), outcomes::add);
  }

  private static ChannelEvent event(String data) {
    return ChannelEvent.of(CHANNEL, "event", data);
  }
}
