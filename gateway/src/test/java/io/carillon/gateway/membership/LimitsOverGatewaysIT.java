package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.events.ChannelKey;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.channel.FakePositions;
import io.carillon.gateway.channel.Hub;
import io.carillon.local.testing.LocalKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Connections and channels of limited apps, on three gateways over a real topic.
class LimitsOverGatewaysIT {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static LocalKafka kafka;

  private final Topics topics = Topics.of("limits-" + UUID.randomUUID() + ".");
  private final List<MembershipReader> gateways = new ArrayList<>();

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void startGateways() {
    TopicSetup.ensure(
        client(), topics, PARTITIONS, (short) 1, Set.of(TopicKind.MEMBERSHIPS, TopicKind.BEATS));
    for (int i = 0; i < 3; i++) {
      gateways.add(gateway());
    }
  }

  @AfterEach
  void stopGateways() throws InterruptedException {
    for (MembershipReader gateway : gateways) {
      gateway.stop();
    }
  }

  @Test
  @DisplayName(
      "R145 a flood of connections on three gateways at once fills the seats to the last one, and another app's are not concerned")
  void connections() {
    // Given
    var door = new Door();
    var otherDoor = new Door();
    // When
    for (int i = 0; i < 75; i++) {
      for (MembershipReader gateway : gateways) {
        gateway.enter("app", door.guest());
        if (i < 30) {
          gateway.enter("other", otherDoor.guest());
        }
      }
    }
    // Then
    await().atMost(PATIENCE).until(() -> door.told() == 225 && otherDoor.told() == 90);
    assertThat(door.admitted.get()).isEqualTo(100);
    assertThat(otherDoor.admitted.get()).isEqualTo(90);
    for (MembershipReader gateway : gateways) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(gateway.view().connections("app")).isEqualTo(100));
      assertThat(gateway.view().channels("app", "")).isEmpty();
    }
  }

  @Test
  @DisplayName("R145, R48 the seats of a gateway that stops are free at once")
  void stoppedGateway() throws InterruptedException {
    // Given
    var door = new Door();
    for (int i = 0; i < 100; i++) {
      gateways.get(0).enter("app", door.guest());
    }
    await().atMost(PATIENCE).until(() -> door.admitted.get() == 100);
    // When
    gateways.removeFirst().stop();
    await().atMost(PATIENCE).until(() -> gateways.getFirst().view().connections("app") == 0);
    var later = new Door();
    for (int i = 0; i < 120; i++) {
      gateways.get(i % 2).enter("app", later.guest());
    }
    // Then
    await().atMost(PATIENCE).until(() -> later.told() == 120);
    assertThat(later.admitted.get()).isEqualTo(100);
  }

  @Test
  @DisplayName(
      "R145 new channels on three gateways at once: as many as the limit, the same everywhere")
  void channels() {
    // Given
    var doors = List.of(new Door(), new Door(), new Door());
    // When
    for (int i = 0; i < 30; i++) {
      for (int g = 0; g < 3; g++) {
        // Each channel on two gateways.
        if (i % 3 != g) {
          gateways.get(g).occupy(new ChannelKey("app", "room-" + i), doors.get(g).joiner());
        }
      }
    }
    // Then
    await().atMost(PATIENCE).until(() -> doors.stream().mapToInt(Door::told).sum() == 60);
    assertThat(doors.stream().mapToInt(door -> door.admitted.get()).sum()).isEqualTo(40);
    for (MembershipReader gateway : gateways) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(gateway.view().occupied("app")).isEqualTo(20));
    }
  }

  /// Counts what is told, on the threads that tell it.
  private static final class Door {
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    int told() {
      return admitted.get() + refused.get();
    }

    Entrant guest() {
      return new Entrant() {
        @Override
        public void admitted() {
          admitted.incrementAndGet();
        }

        @Override
        public void refused() {
          refused.incrementAndGet();
        }
      };
    }

    Joiner joiner() {
      return new Joiner() {
        @Override
        public void confirmed(byte[] frame) {
          admitted.incrementAndGet();
        }

        @Override
        public void refused() {
          refused.incrementAndGet();
        }
      };
    }
  }

  private MembershipReader gateway() {
    var settings = client();
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    var reader =
        MembershipReader.of(
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            new KafkaProducer<>(WriterSettings.over(client())),
            SimulatedCluster.TIMING,
            new Hub(new FakePositions(0)),
            InstantSource.system(),
            topics,
            PARTITIONS,
            SimulatedCluster.Rules.limited(100, 20));
    reader.start();
    await().atMost(PATIENCE).until(reader::ready);
    return reader;
  }

  private static Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
