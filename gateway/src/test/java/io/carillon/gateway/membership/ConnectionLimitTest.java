package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.gateway.membership.SimulatedCluster.Gateway;
import io.carillon.gateway.membership.SimulatedCluster.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Connections of an app with a limit, over gateways that read one log each in its own time.
class ConnectionLimitTest {
  private static final int LIMIT = 10;

  private SimulatedCluster cluster = new SimulatedCluster();
  private final Rules rules = Rules.limited(LIMIT, Long.MAX_VALUE);
  private final List<Gateway> gateways = new ArrayList<>();

  @Test
  @DisplayName("R145 gateways that fill the seats at the same moment admit as many as there are")
  void sameMoment() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    // When
    var guests = new ArrayList<>(enter(first, 8));
    guests.addAll(enter(second, 8));
    settle();
    // Then
    assertThat(told(guests, Guest.Told.ADMITTED)).isEqualTo(LIMIT);
    assertThat(told(guests, Guest.Told.REFUSED)).isEqualTo(6);
    assertThat(first.connections()).isEqualTo(LIMIT);
    assertThat(second.connections()).isEqualTo(LIMIT);
  }

  @Test
  @DisplayName("R145 a seat that becomes free on one gateway is taken on another")
  void freedSeat() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    var inside = enter(first, LIMIT);
    settle();
    var early = second.enter();
    settle();
    // When
    first.leave(inside.getFirst());
    settle();
    var late = second.enter();
    settle();
    // Then
    assertThat(early.told).isEqualTo(Guest.Told.REFUSED);
    assertThat(late.told).isEqualTo(Guest.Told.ADMITTED);
  }

  @Test
  @DisplayName("R145 those who were there before the limit count, and stay")
  void limitSetLater() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    for (int i = 0; i < LIMIT + 5; i++) {
      first.enterUnasked();
    }
    settle();
    // When
    var guest = second.enter();
    settle();
    // Then
    assertThat(guest.told).isEqualTo(Guest.Told.REFUSED);
    assertThat(second.connections()).isEqualTo(LIMIT + 5);
  }

  @Test
  @DisplayName("R145, R105 the connections of a gateway that died count no more")
  void deadGateway() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    enter(first, LIMIT);
    settle();
    // When
    first.die();
    for (int i = 0; i < 40; i++) {
      settle();
    }
    var guests = enter(second, LIMIT);
    settle();
    // Then
    assertThat(told(guests, Guest.Told.ADMITTED)).isEqualTo(LIMIT);
  }

  @Test
  @DisplayName("R145 while the topic cannot be read, it is decided by what is known")
  void topicAway() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    enter(first, 7);
    settle();
    var guests = enter(second, 5);
    // When
    second.turn(0);
    cluster.advance(Duration.ofSeconds(2));
    second.turn(0);
    // Then
    assertThat(told(guests, Guest.Told.ADMITTED)).isEqualTo(3);
    assertThat(told(guests, Guest.Told.REFUSED)).isEqualTo(2);
  }

  @Property(tries = 300)
  @Label("R145 whatever comes and goes in whatever order, no more than the limit are inside")
  void neverAbove(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int count)
      throws Exception {
    // Given
    cluster = new SimulatedCluster(); // all tries have one instance of this class
    gateways.clear();
    var random = new Random(seed);
    for (int i = 0; i < count; i++) {
      gateway();
    }
    var guests = new ArrayList<List<Guest>>();
    gateways.forEach(gateway -> guests.add(new ArrayList<>()));
    // When
    for (int step = 0; step < 200; step++) {
      int which = random.nextInt(count);
      switch (random.nextInt(4)) {
        case 0, 1 -> guests.get(which).add(gateways.get(which).enter());
        case 2 -> {
          if (!guests.get(which).isEmpty()) {
            gateways
                .get(which)
                .leave(guests.get(which).remove(random.nextInt(guests.get(which).size())));
          }
        }
        default -> gateways.get(which).turn(random.nextInt(5));
      }
      // Then
      var all = guests.stream().flatMap(List::stream).toList();
      assertThat(told(all, Guest.Told.ADMITTED)).isLessThanOrEqualTo(LIMIT);
    }
    settle();
    var all = guests.stream().flatMap(List::stream).toList();
    assertThat(told(all, Guest.Told.NOTHING)).isZero();
    for (Gateway gateway : gateways) {
      assertThat(gateway.connections()).isEqualTo(told(all, Guest.Told.ADMITTED));
    }
    int before = gateways.getFirst().connections();
    var more = enter(gateways.getFirst(), LIMIT);
    settle();
    assertThat(told(more, Guest.Told.ADMITTED)).isEqualTo(LIMIT - before);
  }

  private Gateway gateway() {
    var gateway = cluster.new Gateway(rules);
    gateways.add(gateway);
    return gateway;
  }

  private static List<Guest> enter(Gateway gateway, int count) {
    var guests = new ArrayList<Guest>();
    for (int i = 0; i < count; i++) {
      guests.add(gateway.enter());
    }
    return guests;
  }

  private static int told(List<Guest> guests, Guest.Told what) {
    return (int) guests.stream().filter(guest -> guest.told == what).count();
  }

  /// Until nothing is written any more that nobody has read.
  private void settle() throws InterruptedException, BrokenRecord {
    for (int i = 0; i < 6; i++) {
      cluster.advance(Duration.ofMillis(100));
      for (Gateway gateway : gateways) {
        if (gateway.alive) {
          gateway.turn(Integer.MAX_VALUE);
        }
      }
    }
  }
}
