package io.carillon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.local.testing.LocalKafka;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicSetupIT {
  private static final Set<TopicKind> ALL = EnumSet.allOf(TopicKind.class);
  private static final Set<TopicKind> LOG = Set.of(TopicKind.CHANNEL_EVENTS);
  private static final short ONE = 1;

  private static LocalKafka kafka;

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  @DisplayName("R51 the topics are made with all their settings, and found right afterwards")
  void makesAndVerifies() throws Exception {
    // Given
    var topics = Topics.of("made.");
    // When
    TopicSetup.ensure(clients(), topics, 8, ONE, ALL);
    // Then
    assertThatCode(() -> TopicSetup.ensure(clients(), topics, 8, ONE, ALL))
        .doesNotThrowAnyException();
    assertThat(settings(topics.channelEvents()))
        .containsEntry("max.message.bytes", "2097152")
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "86400000");
    assertThat(settings(topics.memberships()))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("max.compaction.lag.ms", "3600000");
  }

  @Test
  @DisplayName(
      "R164 a topic with another setting is refused: topic, setting, found, wanted, remedy")
  void refusesAnotherSetting() throws Exception {
    // Given
    var topics = Topics.of("altered.");
    TopicSetup.ensure(clients(), topics, 4, ONE, LOG);
    alter(topics.channelEvents(), "message.timestamp.type", "CreateTime");
    // When
    assertThatThrownBy(() -> TopicSetup.ensure(clients(), topics, 4, ONE, LOG))
        // Then
        .isInstanceOf(TopicMismatch.class)
        .hasMessageContaining("altered.channel-events")
        .hasMessageContaining("message.timestamp.type is CreateTime, wanted is LogAppendTime")
        .hasMessageContaining("kafka-configs.sh --alter");
  }

  @Test
  @DisplayName("R51 the number of partitions is fixed: another one is refused")
  void refusesAnotherPartitionCount() {
    // Given
    var topics = Topics.of("counted.");
    TopicSetup.ensure(clients(), topics, 4, ONE, LOG);
    // When
    assertThatThrownBy(() -> TopicSetup.ensure(clients(), topics, 8, ONE, LOG))
        // Then
        .isInstanceOf(TopicMismatch.class)
        .hasMessageContaining("it has 4 partitions, wanted are 8");
  }

  @Test
  void longerRetentionIsTheOperatorsRight() throws Exception {
    // Given
    var topics = Topics.of("kept.");
    TopicSetup.ensure(clients(), topics, 4, ONE, LOG);
    // When
    alter(topics.channelEvents(), "retention.ms", "-1");
    // Then
    assertThatCode(() -> TopicSetup.ensure(clients(), topics, 4, ONE, LOG))
        .doesNotThrowAnyException();
  }

  @Test
  void severalPartsMayStartAtOnce() throws Exception {
    // Given
    var topics = Topics.of("raced.");
    Callable<Void> start =
        () -> {
          TopicSetup.ensure(clients(), topics, 4, ONE, ALL);
          return null;
        };
    try (var parts = Executors.newFixedThreadPool(4)) {
      // When
      var started = parts.invokeAll(List.of(start, start, start, start));
      // Then
      for (var one : started) {
        assertThatCode(one::get).doesNotThrowAnyException();
      }
    }
  }

  private static Map<String, String> settings(String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (var admin = Admin.create(clients())) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(30, TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMap(config -> config.entries().stream())
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
  }

  private static void alter(String topic, String setting, String value) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (var admin = Admin.create(clients())) {
      admin
          .incrementalAlterConfigs(Map.of(resource, List.of(change)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static Map<String, Object> clients() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
