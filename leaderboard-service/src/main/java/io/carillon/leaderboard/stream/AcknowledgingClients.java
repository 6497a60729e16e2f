package io.carillon.leaderboard.stream;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/// Kafka's usual clients for Kafka Streams, with one addition: the answers are told when the
/// changelog has acknowledged an event. Kafka Streams itself does not say so before its next
/// commit.
final class AcknowledgingClients implements KafkaClientSupplier {

  private final String changelog;
  private final PendingAnswers answers;
  private final BoardEventCodec codec = new BoardEventCodec();

  AcknowledgingClients(String changelog, PendingAnswers answers) {
    this.changelog = changelog;
    this.answers = answers;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public Future<RecordMetadata> send(
          ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        return super.send(record, telling(record, callback));
      }
    };
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  private @Nullable Callback telling(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    if (record.value() == null || !record.topic().equals(changelog)) {
      return callback;
    }
    var offset = codec.commandOffset(record.value());
    return (metadata, failure) -> {
      if (callback != null) {
        callback.onCompletion(metadata, failure);
      }
      if (failure == null) {
        answers.acknowledged(metadata.partition(), offset);
      }
    };
  }
}
