package io.carillon.leaderboard.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.LogWriter;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicMismatch;
import io.carillon.events.TopicSetup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/// Waits for the broker and makes sure of the topics that this service works on.
@ApplicationScoped
class TopicsAtStart {

  private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
  private static final Set<TopicKind> TOPICS =
      EnumSet.of(
          TopicKind.LEADERBOARD_COMMANDS,
          TopicKind.LEADERBOARD_EVENTS,
          TopicKind.CHANNEL_EVENTS,
          TopicKind.CHANNEL_EVENTS_DEAD_LETTERS,
          TopicKind.APPS);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Map<String, Object> kafka;
  private final PlatformConfig platform;
  private final LogWriter log;

  @Inject
  TopicsAtStart(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      PlatformConfig platform,
      LogWriter log) {
    this.kafka = kafka;
    this.platform = platform;
    this.log = log;
  }

  /// Blocks as long as there is no broker.
  ///
  /// @throws TopicMismatch when a topic is there with other settings
  void await() throws InterruptedException {
    while (!areThere()) {
      Thread.sleep(BETWEEN_TRIES);
    }
    var names = platform.topics().names();
    log.prepare(List.of(names.leaderboardCommands(), names.channelEvents()));
  }

  private boolean areThere() {
    var topics = platform.topics();
    try {
      TopicSetup.ensure(kafka, topics.names(), topics.partitions(), topics.replication(), TOPICS);
      return true;
    } catch (TopicMismatch mismatch) {
      throw mismatch;
    } catch (RuntimeException away) {
      LOG.warnf("Waiting for the broker: cause=%s", away.getMessage());
      return false;
    }
  }
}
