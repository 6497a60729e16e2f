package io.carillon.gateway.forward;

import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// One record to be written, until it is. Sent by the forwarder's thread, answered by the
/// producer's.
final class Output {
  private final ConsumerRecord<byte[], byte[]> from;
  private ProducerRecord<byte[], byte[]> record;
  private boolean letter;
  private volatile boolean done;
  private volatile @Nullable Exception failure;

  Output(ConsumerRecord<byte[], byte[]> from, ProducerRecord<byte[], byte[]> record) {
    this.from = from;
    this.record = record;
  }

  /// Sends it; `answered` gets one permit when its fate is known. @return false when it is known
  /// already and is not good: what follows must wait
  boolean send(Producer<byte[], byte[]> producer, Semaphore answered) {
    failure = null;
    Callback told =
        (RecordMetadata place, @Nullable Exception why) -> {
          done = why == null;
          failure = why;
          answered.release();
        };
    try {
      var _ = producer.send(record, told);
    } catch (KafkaException | IllegalStateException e) {
      told.onCompletion(null, e);
    }
    return failure == null;
  }

  boolean done() {
    return done;
  }

  @Nullable Exception failure() {
    return failure;
  }

  /// Kafka will not take this record, whenever it is tried.
  boolean refusedForGood() {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof SerializationException;
  }

  /// Puts a dead letter in the record's place. @return false when it was one
  boolean replaceBy(ProducerRecord<byte[], byte[]> deadLetter) {
    if (letter) {
      done = true;
      return false;
    }
    record = deadLetter;
    letter = true;
    return true;
  }

  ConsumerRecord<byte[], byte[]> from() {
    return from;
  }
}
