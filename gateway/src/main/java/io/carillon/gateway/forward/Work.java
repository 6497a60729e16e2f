package io.carillon.gateway.forward;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What becomes of a record. Called by one forwarder's thread.
@FunctionalInterface
public interface Work {
  /// What is to be written, in this order; none where nothing is to be done. A record may come
  /// again after a change of hands, so what is written tells a second copy from the first.
  ///
  /// @param topicId of the record's topic: another one when the topic is made anew
  List<ProducerRecord<byte[], byte[]>> outputs(
      ConsumerRecord<byte[], byte[]> record, String topicId);
}
