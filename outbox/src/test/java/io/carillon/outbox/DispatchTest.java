package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.events.RecordHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RelayMetrics metrics = new RelayMetrics();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final Dispatch dispatch =
      new Dispatch(kafka, "dead", metrics, wakeUps::incrementAndGet, nanos::get);

  @Test
  @DisplayName("R80 a row is done with after its acknowledgement, not before")
  void isDoneAfterTheAcknowledgement() throws Exception {
    // Given
    dispatch.send(row(1), false);
    dispatch.send(row(2), false);
    var before = dispatch.done();
    // When
    kafka.completeNext();
    // Then
    assertThat(before).isEmpty();
    assertThat(dispatch.done()).containsExactly(1L);
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void aRowIsInFlightUntilItIsRemoved() throws Exception {
    // Given
    dispatch.send(row(1), false);
    kafka.completeNext();
    // When
    var done = dispatch.done();
    var held = dispatch.size();
    dispatch.removed(done);
    // Then
    assertThat(held).isEqualTo(1);
    assertThat(dispatch.size()).isZero();
  }

  @Test
  @DisplayName("R80 a second try carries the header again")
  void aSecondTryIsMarked() {
    // When
    dispatch.send(row(1), true);
    dispatch.send(row(2), false);
    // Then
    assertThat(kafka.history())
        .extracting(sent -> sent.headers().lastHeader(RecordHeaders.AGAIN) != null)
        .containsExactly(true, false);
    assertThat(metrics.repeated()).isEqualTo(1);
  }

  @Test
  @DisplayName("R56 a refused row is done with when its dead letter is acknowledged")
  void aRefusedRowBecomesALetter() throws Exception {
    // Given
    dispatch.send(row(1), false);
    kafka.errorNext(new RecordTooLargeException("2 MB"));
    var refused = dispatch.done();
    // When
    kafka.completeNext();
    // Then
    assertThat(refused).isEmpty();
    assertThat(kafka.history()).extracting(ProducerRecord::topic).containsExactly("log", "dead");
    assertThat(dispatch.done()).containsExactly(1L);
    assertThat(metrics.dead()).isEqualTo(1);
    assertThat(metrics.sent()).isZero();
  }

  @Test
  @DisplayName("R80 a producer that lost its order ends the tenure")
  void aBrokenProducerEndsTheTenure() {
    // Given
    dispatch.send(row(1), false);
    // When
    kafka.errorNext(new OutOfOrderSequenceException("lost"));
    // Then
    assertThatThrownBy(dispatch::done).isInstanceOf(LostTenure.class);
  }

  @Test
  @DisplayName("R80 a row that finds no room is not in flight, and waits in the table")
  void withoutRoomTheRowWaits() {
    // Given
    kafka.sendException = new TimeoutException("no metadata");
    // When
    boolean sent = dispatch.send(row(1), false);
    // Then
    assertThat(sent).isFalse();
    assertThat(dispatch.size()).isZero();
  }

  @Test
  @DisplayName("R54 a producer that says nothing of a row for too long ends the tenure")
  void aStalledProducerEndsTheTenure() throws Exception {
    // Given
    var stall = Duration.ofSeconds(20);
    dispatch.send(row(1), false);
    nanos.addAndGet(stall.toNanos());
    dispatch.requireNotStalled(stall);
    // When
    nanos.incrementAndGet();
    // Then
    assertThatThrownBy(() -> dispatch.requireNotStalled(stall)).isInstanceOf(LostTenure.class);
  }

  @Test
  @DisplayName("R54 what was acknowledged and removed stalls nothing")
  void removedRowsStallNothing() throws Exception {
    // Given
    dispatch.send(row(1), false);
    kafka.completeNext();
    dispatch.removed(dispatch.done());
    // When
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    // Then
    assertThatCode(() -> dispatch.requireNotStalled(Duration.ZERO)).doesNotThrowAnyException();
  }

  @Test
  void knowsWhichSplitsHaveRowsInFlight() {
    // When
    dispatch.send(row(1), false);
    // Then
    assertThat(dispatch.holds(3)).isTrue();
    assertThat(dispatch.holds(4)).isFalse();
  }

  private static StoredRow row(long id) {
    byte[] bytes = "x".getBytes(UTF_8);
    return new StoredRow(
        id, 3, "room", id, "log", bytes, new String[] {"event", "e"}, bytes, Duration.ZERO);
  }
}
