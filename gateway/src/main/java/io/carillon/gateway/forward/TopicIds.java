package io.carillon.gateway.forward;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/// The ids of topics, asked for once per change of hands: a topic that was made anew has the name
/// of the old one and another id. Used by one thread.
final class TopicIds {
  private static final int ANSWER_SECONDS_MAX = 10;

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
  String of(String topic) throws InterruptedException {
    String id = known.get(topic);
    if (id == null) {
      id = asked(topic);
      known.put(topic, id);
    }
    return id;
  }

  private String asked(String topic) throws InterruptedException {
    try (var admin = Admin.create(kafka)) {
      TopicDescription described =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
              .get(topic);
      if (described == null) {
        throw new KafkaException("there is no topic " + topic);
      }
      return described.topicId().toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the id of topic " + topic + " is not known", e);
    }
  }
}
