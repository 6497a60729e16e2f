package io.carillon.events;

import java.util.List;

/// A topic is there with other settings than it must have; the part that finds it does not start.
public final class TopicMismatch extends RuntimeException {
  private final String topic;

  TopicMismatch(String topic, List<String> differences) {
    super("topic %s is not as it has to be: %s".formatted(topic, String.join("; ", differences)));
    this.topic = topic;
  }

  public String topic() {
    return topic;
  }
}
