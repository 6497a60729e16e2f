package io.carillon.chat.publish;

import io.carillon.entrance.platform.TopicsConfig;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;

/// Makes the topics that this service uses before anything else starts, and refuses to start on
/// topics with other settings.
class KafkaTopics {

  private static final int BEFORE_ANYTHING_ELSE = 1;

  @Produces
  @Singleton
  Topics names(TopicsConfig config) {
    return config.names();
  }

  void ensure(
      @Observes @Priority(BEFORE_ANYTHING_ELSE) StartupEvent start,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicsConfig config) {
    TopicSetup.ensure(
        kafka,
        config.names(),
        config.partitions(),
        config.replication(),
        EnumSet.of(
            TopicKind.CHANNEL_EVENTS,
            TopicKind.CHANNEL_EVENTS_DEAD_LETTERS,
            TopicKind.CHAT_EVENTS,
            TopicKind.APPS));
  }
}
