package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MembershipWriterTest {
  private static final Left LEFT = new Left(SimulatedCluster.ROOM, "gateway-1", "ana");

  private final AwayProducer kafka = new AwayProducer();
  private final MembershipWriter writer = new MembershipWriter(kafka, Topics.of("t."), 1);

  @Test
  @DisplayName("R54 records wait in order while Kafka is away, and are written when it is back")
  void recordsWait() {
    // Given
    kafka.away = true;
    writer.writeOwn(LEFT);
    writer.write(new Gone("gateway-2"));
    int waited = writer.waiting();
    // When
    kafka.away = false;
    writer.drain();
    // Then
    assertThat(waited).isEqualTo(2);
    assertThat(writer.waiting()).isZero();
    assertThat(kafka.history()).hasSize(2);
    assertThat(writer.lostOne()).isFalse();
  }

  @Test
  @DisplayName(
      "R165 own records beyond the bound are dropped and counted; judgements still find room")
  void ownRecordsAreBounded() {
    // Given
    kafka.away = true;
    for (int i = 0; i < MembershipWriter.WAITING_MAX; i++) {
      writer.writeOwn(LEFT);
    }
    // When
    writer.writeOwn(LEFT);
    writer.write(new Gone("gateway-2"));
    // Then
    assertThat(writer.waiting()).isEqualTo(MembershipWriter.WAITING_MAX + 1);
    assertThat(writer.dropped()).isEqualTo(1);
  }

  @Test
  @DisplayName("R104 what was dropped is told once, after everything that waited was written")
  void whatWasDroppedIsToldOnce() {
    // Given
    kafka.away = true;
    for (int i = 0; i <= MembershipWriter.WAITING_MAX; i++) {
      writer.writeOwn(LEFT);
    }
    boolean early = writer.lostOne();
    // When
    kafka.away = false;
    writer.drain();
    // Then
    assertThat(early).isFalse();
    assertThat(writer.lostOne()).isTrue();
    assertThat(writer.lostOne()).isFalse();
  }

  /// Says to the callback at once that it has no metadata, as Kafka's own producer does with
  /// `max.block.ms=0`.
  private static final class AwayProducer extends MockProducer<byte[], byte[]> {
    private boolean away;

    AwayProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (!away) {
        return super.send(record, callback);
      }
      var failure = new TimeoutException("no metadata");
      callback.onCompletion(null, failure);
      return CompletableFuture.failedFuture(failure);
    }
  }
}
