package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.gateway.membership.SimulatedCluster.Gateway;
import io.carillon.gateway.membership.SimulatedCluster.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Occupied channels of an app with a limit, over gateways that read one log each in its own time.
class ChannelLimitTest {
  private static final int LIMIT = 5;

  private SimulatedCluster cluster = new SimulatedCluster();
  private final Rules rules = Rules.limited(Long.MAX_VALUE, LIMIT);
  private final List<Gateway> gateways = new ArrayList<>();

  @Test
  @DisplayName("R145 gateways that occupy the same new channels at the same moment agree on them")
  void sameChannels() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    // When
    var here = new ArrayList<Occupant>();
    var there = new ArrayList<Occupant>();
    for (int i = 0; i < 8; i++) {
      here.add(first.occupy("room-" + i));
      there.add(second.occupy("room-" + i));
    }
    settle();
    // Then
    assertThat(allowed(here)).isEqualTo(allowed(there)).hasSize(LIMIT);
    assertThat(first.occupied()).isEqualTo(LIMIT);
    assertThat(second.occupied()).isEqualTo(LIMIT);
  }

  @Test
  @DisplayName("R145 a channel that is occupied takes further subscriptions, above the limit too")
  void occupiedChannel() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    for (int i = 0; i < LIMIT; i++) {
      first.occupy("room-" + i);
    }
    settle();
    // When
    var same = second.occupy("room-0");
    var other = second.occupy("room-other");
    settle();
    // Then
    assertThat(same.allowed).isEqualTo(1);
    assertThat(other.refusals).isEqualTo(1);
  }

  @Test
  @DisplayName("R145 the last subscription's end, over gateways, makes room")
  void vacated() throws Exception {
    // Given
    var first = gateway();
    var second = gateway();
    for (int i = 1; i < LIMIT; i++) {
      first.occupy("room-" + i);
    }
    var here = first.occupy("room-0");
    var there = second.occupy("room-0");
    settle();
    // When
    first.vacate(here);
    settle();
    var early = first.occupy("room-other");
    settle();
    second.vacate(there);
    settle();
    var late = first.occupy("room-other");
    settle();
    // Then
    assertThat(early.refusals).isEqualTo(1);
    assertThat(late.allowed).isEqualTo(1);
  }

  @Test
  @DisplayName("R145 channels that were occupied before the limit count, and stay")
  void limitSetLater() throws Exception {
    // Given
    var first = gateway();
    var kept = new ArrayList<Occupant>();
    for (int i = 0; i < LIMIT + 3; i++) {
      kept.add(first.keep("room-" + i));
    }
    settle();
    // When
    first.vacate(kept.removeFirst());
    settle();
    var other = gateway().occupy("room-other");
    var same = first.occupy("room-1");
    settle();
    // Then
    assertThat(kept).allMatch(occupant -> occupant.allowed == 1);
    assertThat(other.refusals).isEqualTo(1);
    assertThat(same.allowed).isEqualTo(1);
    assertThat(first.occupied()).isEqualTo(LIMIT + 2);
  }

  @Test
  @DisplayName("R145 a gateway that starts takes as occupied what stands in the topic")
  void startingGateway() throws Exception {
    // Given
    var first = gateway();
    for (int i = 0; i < LIMIT + 3; i++) {
      first.keep("room-" + i);
    }
    settle();
    var second = cluster.new Gateway(rules);
    second.fold().beginLoading();
    second.turn(Integer.MAX_VALUE);
    second.fold().loaded();
    gateways.add(second);
    // When
    var same = second.occupy("room-7");
    var other = second.occupy("room-other");
    settle();
    // Then
    assertThat(same.allowed).isEqualTo(1);
    assertThat(other.refusals).isEqualTo(1);
  }

  @Property(tries = 300)
  @Label("R145 whatever is occupied in whatever order, no more than the limit are allowed")
  void neverAbove(@ForAll long seed) throws Exception {
    // Given
    cluster = new SimulatedCluster(); // all tries have one instance of this class
    gateways.clear();
    var random = new Random(seed);
    var occupants = List.of(new ArrayList<Occupant>(), new ArrayList<Occupant>());
    gateway();
    gateway();
    // When
    for (int step = 0; step < 200; step++) {
      int which = random.nextInt(2);
      var own = occupants.get(which);
      switch (random.nextInt(4)) {
        case 0, 1 -> own.add(gateways.get(which).occupy("room-" + random.nextInt(12)));
        case 2 -> {
          if (!own.isEmpty()) {
            gateways.get(which).vacate(own.remove(random.nextInt(own.size())));
          }
        }
        default -> gateways.get(which).turn(random.nextInt(5));
      }
      // Then
      var allowed = allowed(occupants.get(0));
      allowed.addAll(allowed(occupants.get(1)));
      assertThat(allowed.size()).isLessThanOrEqualTo(LIMIT);
    }
    settle();
    var allowed = allowed(occupants.get(0));
    allowed.addAll(allowed(occupants.get(1)));
    for (Gateway gateway : gateways) {
      assertThat(gateway.occupied()).isEqualTo(allowed.size());
    }
  }

  private static Set<String> allowed(List<Occupant> occupants) {
    var channels = new HashSet<String>();
    for (Occupant occupant : occupants) {
      if (occupant.allowed > 0) {
        channels.add(occupant.channel.channel());
      }
    }
    return channels;
  }

  private Gateway gateway() {
    var gateway = cluster.new Gateway(rules);
    gateways.add(gateway);
    return gateway;
  }

  private void settle() throws InterruptedException, BrokenRecord {
    for (int i = 0; i < 6; i++) {
      cluster.advance(Duration.ofMillis(100));
      for (Gateway gateway : gateways) {
        gateway.turn(Integer.MAX_VALUE);
      }
    }
  }
}
