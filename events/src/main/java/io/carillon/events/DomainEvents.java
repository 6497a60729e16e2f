package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.events.BrokenRecord.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// CloudEvents of the three domains on Kafka, in binary mode: attributes as `ce_` headers, the data
/// as JSON in the value.
///
/// Source and id together name an event, so that a consumer can drop a second copy. The record's
/// key is the subject: what happens to one conversation, item or board stays in order.
public final class DomainEvents {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private DomainEvents() {}

  /// The record that puts `event` on `topic`, keyed by its subject.
  public static ProducerRecord<byte[], byte[]> encode(String topic, CloudEvent event) {
    byte[] key = event.getSubject() == null ? null : event.getSubject().getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> written =
        KafkaMessageFactory.<byte[]>createWriter(topic, null, null, key).writeBinary(event);
    return written;
  }

  /// The CloudEvent of a record.
  ///
  /// @throws BrokenRecord when it is not a CloudEvent
  public static CloudEvent decode(ConsumerRecord<?, byte[]> record) throws BrokenRecord {
    try {
      return KafkaMessageFactory.createReader(record).toEvent();
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw new BrokenRecord(Reason.FORMAT, "not a CloudEvent: " + e.getMessage());
    }
  }

  /// The event's data; members that this version does not know are ignored.
  ///
  /// @throws BrokenRecord when the data is not what the type says
  public static <T> T data(CloudEvent event, Class<T> type) throws BrokenRecord {
    if (event.getData() == null) {
      throw new BrokenRecord(Reason.DATA, "the event has no data");
    }
    try {
      return JSON.readValue(event.getData().toBytes(), type);
    } catch (IOException e) {
      throw new BrokenRecord(Reason.DATA, "the data is not a " + type.getSimpleName());
    }
  }

  static CloudEvent of(
      String source, String type, String subject, String id, Instant time, Object data) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create(source))
        .withType(type)
        .withSubject(subject)
        .withTime(time.atOffset(ZoneOffset.UTC))
        .withDataContentType("application/json")
        .withData(json(data))
        .build();
  }

  private static byte[] json(Object data) {
    try {
      return JSON.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + data.getClass().getName(), e);
    }
  }
}
