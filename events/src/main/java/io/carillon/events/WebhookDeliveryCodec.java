package io.carillon.events;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// Webhook deliveries to their topic and back: the key is the channel's, so that a channel's
/// deliveries keep their order; the value is the event's JSON.
///
/// | header | what |
/// |---|---|
/// | `event` | the webhook event's name |
/// | `target` | the address that it goes to |
/// | `time` | when it happened, in ms |
public final class WebhookDeliveryCodec {
  private static final String TARGET = "target";
  private static final String TIME = "time";

  public ProducerRecord<byte[], byte[]> encode(String topic, WebhookDelivery delivery) {
    var written = new ProducerRecord<>(topic, delivery.channel().bytes(), delivery.json());
    HeaderText.put(written.headers(), RecordHeaders.EVENT, delivery.event());
    HeaderText.put(written.headers(), TARGET, delivery.target());
    HeaderText.put(written.headers(), TIME, Long.toString(delivery.time()));
    return written;
  }

  /// The delivery of a record.
  ///
  /// @throws BrokenRecord when the record breaks the format; nothing else is thrown
  public WebhookDelivery decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey channel = ChannelEventCodec.key(record.key());
    byte[] json = record.value();
    if (json == null || !Utf8.isValid(json)) {
      throw new BrokenRecord(Reason.DATA, "a delivery needs its event, as UTF-8 text");
    }
    Headers headers = record.headers();
    return new WebhookDelivery(
        channel,
        required(headers, RecordHeaders.EVENT),
        required(headers, TARGET),
        HeaderText.number(TIME, required(headers, TIME)),
        json);
  }

  private static String required(Headers headers, String name) throws BrokenRecord {
    String text = HeaderText.last(headers, name);
    if (text == null) {
      throw new BrokenRecord(Reason.HEADER, "a delivery needs the header " + name);
    }
    return text;
  }
}
