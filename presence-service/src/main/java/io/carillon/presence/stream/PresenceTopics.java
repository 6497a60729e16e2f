package io.carillon.presence.stream;

import io.carillon.entrance.platform.TopicsConfig;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// The topics that the service works on.
final class PresenceTopics {
  private PresenceTopics() {}

  /// Makes or checks them. Blocks.
  ///
  /// @throws io.carillon.events.TopicMismatch when one has other settings
  static void ensure(Map<String, Object> kafka, TopicsConfig topics) {
    try (var admin = Admin.create(kafka)) {
      TopicSetup.ensure(admin, wanted(topics));
    }
  }

  static List<TopicSpec> wanted(TopicsConfig topics) {
    return Stream.of(
            TopicKind.MEMBERSHIPS,
            TopicKind.PRESENCE_ACTIONS,
            TopicKind.CHANNEL_EVENTS,
            TopicKind.PRESENCE_EVENTS,
            TopicKind.APPS)
        .map(kind -> spec(kind, topics))
        .toList();
  }

  private static TopicSpec spec(TopicKind kind, TopicsConfig topics) {
    var spec = kind.spec(topics.names(), topics.partitions(), topics.replication());
    // As many as memberships have: an item's actions and its sockets are one task's.
    return kind == TopicKind.PRESENCE_ACTIONS
        ? new TopicSpec(spec.name(), topics.partitions(), spec.replication(), spec.settings())
        : spec;
  }
}
