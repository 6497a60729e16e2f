package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.local.testing.LocalKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What apps publish and call, counted by gateways over one real log.
class UsageOverGatewaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration NEVER = Duration.ofDays(1);
  private static LocalKafka kafka;

  private final Topics topics = Topics.of("usage-" + UUID.randomUUID() + ".");

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  @DisplayName(
      "R145 a day's messages over two gateways that publish at once, within 10 %, and none more after all were gone")
  void day() {
    // Given
    App app = LimitedApp.messages("day", 200, AppLimits.NONE);
    App other = LimitedApp.messages("other", 200, AppLimits.NONE);
    int passed;
    int passedOther;
    try (var first = gateway(InstantSource.system(), Duration.ZERO, OFTEN);
        var second = gateway(InstantSource.system(), Duration.ZERO, OFTEN)) {
      // When
      var here = CompletableFuture.supplyAsync(() -> published(first, app, 180));
      var there = CompletableFuture.supplyAsync(() -> published(second, app, 180));
      passed = here.join() + there.join();
      passedOther = published(second, other, 30);
      int all = passed;
      await().atMost(PATIENCE).until(() -> first.read(app) == all && second.read(app) == all);
    }
    int later;
    int laterOther;
    try (var restarted = gateway(InstantSource.system(), Duration.ZERO, OFTEN)) {
      later = published(restarted, app, 20);
      laterOther = published(restarted, other, 180);
    }
    // Then
    assertThat(passed).isBetween(180, 220);
    assertThat(passedOther).isEqualTo(30);
    assertThat(later).isZero();
    assertThat(laterOther).isEqualTo(170);
  }

  @Test
  @DisplayName("R145 what was published before a crash is counted from the log, within 10 %")
  void crash() {
    // Given
    App app = LimitedApp.messages("crash", 60, AppLimits.NONE);
    try (var first = gateway(InstantSource.system(), Duration.ofMinutes(10), OFTEN)) {
      published(first, app, 20);
    }
    try (var crashing = gateway(InstantSource.system(), Duration.ofMinutes(10), NEVER)) {
      published(crashing, app, 20); // at its end it writes, as one that crashes does not
      // When
      try (var started = gateway(InstantSource.system(), Duration.ofMinutes(10), NEVER)) {
        // Then
        // One that was written in the millisecond up to which the number counts is not counted.
        assertThat(published(started, app, 50)).isBetween(20, 26);
      }
    }
  }

  @Test
  @DisplayName("R147 a rate over two gateways that are asked for six times as much, within 10 %")
  void rate() {
    // Given
    App app = LimitedApp.messages("rate", AppLimits.NONE, 100);
    var now = new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
    int seconds = 5;
    long passed = 0;
    try (var first = gateway(now::get, Duration.ZERO, OFTEN);
        var second = gateway(now::get, Duration.ZERO, OFTEN)) {
      // When
      for (int step = 0; step < seconds * 100; step++) {
        for (int i = 0; i < 3; i++) {
          passed += first.publish(app, i) ? 1 : 0;
          passed += second.publish(app, i) ? 1 : 0;
        }
        long all = passed;
        await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> first.read(app) == all && second.read(app) == all);
        now.updateAndGet(before -> before.plusMillis(10));
      }
    }
    // Then
    assertThat((double) passed / seconds).isBetween(90.0, 110.0);
  }

  @Test
  @DisplayName("R147 calls on one gateway are told to the other")
  void calls() {
    // Given
    App app = LimitedApp.calls("calls", 20);
    var now = new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
    try (var first = gateway(now::get, Duration.ZERO, OFTEN);
        var second = gateway(now::get, Duration.ZERO, OFTEN)) {
      // When
      long here = called(first, app, 15);
      await()
          .atMost(PATIENCE)
          .until(() ->
              second
                      .traffic
                      .find(app.id())
                      .map(one ->
                          one.calls().used(RecentCounts.slotOf(now.get().toEpochMilli()), 20))
                      .orElse(0L)
                  == 15);
      long there = called(second, app, 15);
      // Then
      assertThat(List.of(here, there)).containsExactly(15L, 5L);
    }
  }

  private static long called(TestLimitGateway gateway, App app, int tries) {
    long passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += gateway.calls.take(app).isEmpty() ? 1 : 0;
    }
    return passed;
  }

  private static int published(TestLimitGateway gateway, App app, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += gateway.publish(app, i) ? 1 : 0;
    }
    return passed;
  }

  private TestLimitGateway gateway(InstantSource clock, Duration lookBack, Duration usageInterval) {
    TopicSetup.ensure(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        topics,
        TestLimitGateway.PARTITIONS,
        (short) 1,
        Set.of(TopicKind.CHANNEL_EVENTS, TopicKind.CHANNEL_CACHE, TopicKind.USAGE));
    var gateway =
        new TestLimitGateway(kafka.bootstrapServers(), topics, clock, lookBack, usageInterval);
    await().atMost(PATIENCE).until(gateway::ready);
    return gateway;
  }
}
