package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.gateway.membership.SimulatedCluster.Gateway;
import io.carillon.gateway.membership.SimulatedCluster.Tab;
import io.carillon.gateway.membership.SimulatedCluster.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class MembershipClusterTest {
  private static final int STEPS = 150;
  private static final int USERS = 6;
  private static final Duration BEAT = Duration.ofMillis(250);

  private final SimulatedCluster cluster = new SimulatedCluster();

  @Property(tries = 150)
  @Label(
      "R33 R104 R105 any order of tabs, sign-ins, pauses and deaths ends in one roster everywhere, each change told once")
  void endsInOneRoster(@ForAll long seed) throws InterruptedException, BrokenRecord {
    // Given
    var random = new Random(seed);
    var gateways = List.of(cluster.new Gateway(), cluster.new Gateway(), cluster.new Gateway());
    // When
    for (int i = 0; i < STEPS; i++) {
      step(gateways, random);
    }
    settle(gateways);
    // Then
    var expected = SimulatedCluster.expected(gateways);
    var online = SimulatedCluster.expectedOnline(gateways);
    for (Gateway gateway : living(gateways)) {
      assertThat(gateway.view()).isEqualTo(expected);
      for (Tab tab : gateway.tabs) {
        assertThat(tab.roster()).isEqualTo(expected);
      }
      assertThat(gateway.online()).isEqualTo(online);
      for (Visit visit : gateway.visits) {
        assertThat(visit.connection().repeats).isZero();
        assertThat(visit.connection().online.keySet()).hasSameElementsAs(visit.watched());
        visit
            .connection()
            .online
            .forEach((user, there) -> assertThat(there).as(user).isEqualTo(online.contains(user)));
      }
    }
  }

  private void step(List<Gateway> gateways, Random random)
      throws InterruptedException, BrokenRecord {
    Gateway gateway = gateways.get(random.nextInt(gateways.size()));
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> {
        if (gateway.alive) {
          gateway.open(user(random));
        }
      }
      case 4, 5, 6 -> {
        if (!gateway.tabs.isEmpty()) {
          gateway.close(gateway.tabs.get(random.nextInt(gateway.tabs.size())));
        }
      }
      case 7 -> {
        // The last one stays, to be asked.
        if (living(gateways).size() > 1 && random.nextInt(10) == 0) {
          gateway.die();
        }
      }
      case 8 -> pause(gateways, gateway);
      case 9, 10 -> {
        if (gateway.alive) {
          gateway.signIn(user(random), List.of(user(random), "nobody"));
        }
      }
      case 11, 12 -> {
        if (!gateway.visits.isEmpty()) {
          gateway.signOut(gateway.visits.get(random.nextInt(gateway.visits.size())));
        }
      }
      default -> {
        cluster.advance(Duration.ofMillis(random.nextInt(400)));
        if (gateway.alive) {
          gateway.turn(1 + random.nextInt(10));
        }
      }
    }
  }

  private static String user(Random random) {
    return "user-" + random.nextInt(USERS);
  }

  /// The others go on without it for long enough to judge it.
  private void pause(List<Gateway> gateways, Gateway paused)
      throws InterruptedException, BrokenRecord {
    for (int i = 0; i < 30; i++) {
      cluster.advance(BEAT);
      for (Gateway gateway : living(gateways)) {
        if (gateway != paused) {
          gateway.turn(Integer.MAX_VALUE);
        }
      }
    }
  }

  private void settle(List<Gateway> gateways) throws InterruptedException, BrokenRecord {
    for (int i = 0; i < 60; i++) {
      cluster.advance(BEAT);
      for (Gateway gateway : living(gateways)) {
        gateway.turn(Integer.MAX_VALUE);
      }
    }
  }

  private static List<Gateway> living(List<Gateway> gateways) {
    return gateways.stream().filter(gateway -> gateway.alive).toList();
  }
}
