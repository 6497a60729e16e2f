package io.carillon.leaderboard.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.entrance.platform.TopicsConfig;
import io.carillon.events.LogWriter;
import io.carillon.events.TopicKind;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.publish.Announcer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the engine's parts together.
class EngineBeans {

  @Produces
  @Singleton
  LogWriter log(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new LogWriter(kafka);
  }

  void end(@Disposes LogWriter log) {
    log.close();
  }

  @Produces
  @Singleton
  OwnAddress address(
      LeaderboardConfig config,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    return OwnAddress.parse(config.streams().advertised().orElse(host + ":" + port));
  }

  @Produces
  @Singleton
  PendingAnswers answers(LeaderboardConfig config, MeterRegistry meters) {
    var answers = new PendingAnswers(config.writes().pendingMax());
    Gauge.builder("leaderboard.writes.pending", answers, PendingAnswers::size).register(meters);
    return answers;
  }

  @Produces
  @Singleton
  BoardStores stores(MeterRegistry meters) {
    var stores = new BoardStores();
    Gauge.builder("leaderboard.partitions", stores, BoardStores::servingCount).register(meters);
    return stores;
  }

  @Produces
  @Singleton
  BoardTask.Wiring wiring(
      BoardStores stores,
      PendingAnswers answers,
      Announcer announcer,
      PlatformConfig platform,
      LeaderboardConfig config,
      MeterRegistry meters) {
    return new BoardTask.Wiring(
        stores,
        answers,
        announcer,
        new Outlets(platform.topics().names()),
        new EngineMetrics(meters),
        commandPartitions(platform.topics()),
        config.broadcast().interval());
  }

  private static int commandPartitions(TopicsConfig topics) {
    return TopicKind.LEADERBOARD_COMMANDS
        .spec(topics.names(), topics.partitions(), topics.replication())
        .partitions();
  }
}
