package io.carillon.gateway.forward;

import io.carillon.events.TopicSetup;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/// The ids of topics, asked for once per change of hands: a topic that was made anew has the name
/// of the old one and another id. Used by one thread.
final class TopicIds {
  private final Map<String, Object> kafka;
  private final Map<String, String> known = new HashMap<>();

  TopicIds(Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /// To be asked for anew.
  void forget(Collection<String> topics) {
    known.keySet().removeAll(topics);
  }

  /// @throws KafkaException when the brokers do not say
  String of(String topic) {
    String id = known.get(topic);
    if (id == null) {
      id = TopicSetup.idOf(kafka, topic);
      known.put(topic, id);
    }
    return id;
  }
}
