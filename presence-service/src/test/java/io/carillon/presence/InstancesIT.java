package io.carillon.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.local.testing.LocalKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Instances that are killed, restarted and added, each in a process of its own.
class InstancesIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int PARTITIONS = 8;

  @Test
  @DisplayName("R98 a restart after kill -9 keeps the number and goes on counting within seconds")
  void killAndRestartKeepsTheNumber() {
    try (var presence = RunningPresence.start("restart.", Map.of()).ready()) {
      // Given
      presence.join(42, "ana");
      presence.join(42, "bo");
      presence.join(42, "cy");
      presence.leave(42, "cy");

      // When
      presence.kill9();
      presence.startAgain();

      // Then
      presence.ready();
      // What the changelog had not got yet is read again from the actions: late, by less than a
      // second.
      await().atMost(SOON).untilAsserted(() -> assertThat(presence.count("42")).isEqualTo(2));
      assertThat(presence.join(42, "bo")).isEqualTo(2);
      assertThat(presence.join(42, "di")).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("R98 two instances give one number for each item, also after one was killed")
  void twoInstancesGiveOneNumber() {
    var alone = Map.of("presence.streams.standbys", "1");
    try (var first = RunningPresence.start("two.", alone).ready();
        var second = RunningPresence.start("two.", alone).ready()) {
      // Given
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(second.partitions()).isBetween(1, PARTITIONS - 1));
      var products = IntStream.range(0, 12).mapToObj(Integer::toString).toList();
      var joined = new HashMap<String, Integer>();
      for (var product : products) {
        first.join(product, "ana-" + product);
        joined.put(product, second.join(product, "bo-" + product));
      }
      var seenByFirst = new HashMap<String, Integer>();
      products.forEach(product -> seenByFirst.put(product, first.count(product)));

      // When
      first.kill9();

      // Then
      assertThat(joined.values()).containsOnly(2);
      assertThat(seenByFirst).isEqualTo(joined);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() -> {
            for (var product : products) {
              assertThat(second.count(product)).isEqualTo(2);
            }
          });
      assertThat(second.join("0", "cy")).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("R99 a session that goes silent is removed without anyone asking")
  void silentSessionsAreRemoved() {
    var quick = Map.of("presence.viewers.expire-after", "PT2S");
    try (var presence = RunningPresence.start("expiry.", quick).ready()) {
      // Given
      var joined = presence.join(42, "ana");

      // When
      await().atMost(SOON).untilAsserted(() -> assertThat(presence.count("42")).isZero());

      // Then
      assertThat(joined).isEqualTo(1);
      assertThat(presence.join(42, "bo")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "R44 while the broker is away actions get 503 with Retry-After, and work again after")
  void brokerAwayIsSaidAndSurvived() {
    try (var kafka = LocalKafka.start();
        var presence =
            RunningPresence.start(
                    "away.", Map.of("kafka.bootstrap.servers", kafka.bootstrapServers()))
                .ready()) {
      // Given
      presence.join(42, "ana");
      kafka.kill9();

      // When
      var refused = presence.send("join", 42, "bo");
      var read = presence.count("42");
      kafka.restart();

      // Then
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(read).isEqualTo(1);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(3))
          .untilAsserted(
              () -> assertThat(presence.send("join", 42, "cy").statusCode()).isEqualTo(200));
      assertThat(presence.count("42")).isBetween(2, 3);
    }
  }
}
