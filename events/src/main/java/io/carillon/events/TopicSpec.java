package io.carillon.events;

import java.util.Map;

/// A topic as it has to be: `settings` are Kafka's topic settings by name.
public record TopicSpec(
    String name, int partitions, short replication, Map<String, String> settings) {
  public TopicSpec {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "topic %s: partitions and replication are 1 or more, not %d and %d"
              .formatted(name, partitions, replication));
    }
    settings = Map.copyOf(settings);
  }
}
