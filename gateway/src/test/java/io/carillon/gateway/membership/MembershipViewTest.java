package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MembershipViewTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  private static final Instant NOW = Instant.EPOCH;

  private final MembershipView view =
      new MembershipView(
          1, new GracePeriod(Duration.ofSeconds(3)), new SimulatedCluster.Rules(3, true));
  private final List<String> told = new ArrayList<>();
  private final MembershipView.Watcher watcher =
      new MembershipView.Watcher() {
        @Override
        public void added(ChannelKey channel, String user, String info) {
          told.add("+" + user);
        }

        @Override
        public void removed(ChannelKey channel, String user) {
          told.add("-" + user);
        }

        @Override
        public void counted(ChannelKey channel, int subscriptions) {
          told.add("#" + subscriptions);
        }
      };

  @Test
  @DisplayName("R25 a user on two gateways is one member, added once and removed with the last")
  void oneMemberOverGateways() {
    // When
    fold(join("g1", "ana"), join("g2", "ana"), left("g1", "ana"), left("g2", "ana"));
    // Then
    assertThat(told).containsExactly("+ana", "-ana");
    assertThat(view.state(ROOM).occupied()).isFalse();
  }

  @Test
  @DisplayName("R105 a dead gateway's members are held for the grace time, then removed once")
  void deathIsHeldBack() {
    // Given
    fold(join("g1", "ana"), join("g1", "bo"), join("g2", "bo"));
    // When
    fold(new Gone("g1"));
    view.expire(NOW.plusSeconds(2), watcher);
    var duringGrace = List.copyOf(told);
    view.expire(NOW.plusSeconds(3), watcher);
    // Then
    assertThat(duringGrace).containsExactly("+ana", "+bo");
    assertThat(told).containsExactly("+ana", "+bo", "-ana");
    assertThat(view.users(ROOM)).containsExactly("bo");
  }

  @Test
  @DisplayName("R48 a member who returns on another gateway within the grace time does not flap")
  void returnWithinGrace() {
    // Given
    fold(join("g1", "ana"), new Gone("g1"));
    // When
    fold(join("g2", "ana"));
    view.expire(NOW.plusSeconds(9), watcher);
    // Then
    assertThat(told).containsExactly("+ana");
    assertThat(view.holds(ROOM, "ana", "g2")).isTrue();
  }

  @Test
  @DisplayName("R106 what a dead incarnation writes after its end is ignored, its cleaning up too")
  void deadIncarnationIsIgnored() {
    // Given
    fold(join("g1", "ana"), new Gone("g1"));
    // When
    fold(join("g1", "bo"), left("g1", "ana"), new Count(ROOM, "g1", 5));
    // Then
    assertThat(told).containsExactly("+ana");
    assertThat(view.users(ROOM)).containsExactly("ana");
    assertThat(view.state(ROOM).subscriptions()).isZero();
  }

  @Test
  @DisplayName(
      "R26 the member above the limit is not admitted, a further connection of a member is")
  void limit() {
    // Given
    fold(join("g1", "a"), join("g1", "b"), join("g1", "c"));
    // When
    fold(join("g1", "d"), join("g2", "a"));
    // Then
    assertThat(view.holds(ROOM, "d", "g1")).isFalse();
    assertThat(view.holds(ROOM, "a", "g2")).isTrue();
    assertThat(told).containsExactly("+a", "+b", "+c");
  }

  @Test
  @DisplayName("R39 counts add up over gateways and go with a dead one")
  void counts() {
    // Given
    var open = new ChannelKey("app", "open");
    fold(new Count(open, "g1", 2), new Count(open, "g2", 3), new Count(open, "g1", 4));
    // When
    var before = view.state(open);
    List<MembershipRecord> leftovers = view.fold(0, new Gone("g1"), NOW, watcher);
    // Then
    assertThat(before).isEqualTo(new ChannelState(7, 0));
    assertThat(view.state(open)).isEqualTo(new ChannelState(3, 0));
    assertThat(leftovers).containsExactly(new Count(open, "g1", 0));
    assertThat(told).containsExactly("#2", "#5", "#7", "#3");
    assertThat(view.channels("app", "op")).containsOnlyKeys("open");
    assertThat(view.channels("other", "")).isEmpty();
  }

  @Test
  @DisplayName(
      "R33 signed-in users are members in a place without a limit, which is listed nowhere")
  void signedInUsers() {
    // Given
    var place = ChannelKey.ofUsers("app");
    // When
    for (var user : List.of("a", "b", "c", "d")) {
      fold(new Member(place, "g1", user, "{}"));
    }
    // Then
    assertThat(view.holds(place, "d", "g1")).isTrue();
    assertThat(view.present(place, List.of("e", "d", "a"))).containsExactlyInAnyOrder("a", "d");
    assertThat(view.present(ChannelKey.ofUsers("other"), List.of("a"))).isEmpty();
    assertThat(view.channels("app", "")).isEmpty();
  }

  @Test
  @DisplayName("R34 one who takes another's place is told the count, though it is the same")
  void sameCountIsTold() {
    // Given
    var open = new ChannelKey("app", "open");
    fold(new Count(open, "g1", 1));
    // When
    fold(new Count(open, "g1", 1));
    // Then
    assertThat(told).containsExactly("#1", "#1");
  }

  private void fold(MembershipRecord... records) {
    for (MembershipRecord record : records) {
      view.fold(0, record, NOW, watcher);
    }
  }

  private static Member join(String incarnation, String user) {
    return new Member(ROOM, incarnation, user, "{}");
  }

  private static Left left(String incarnation, String user) {
    return new Left(ROOM, incarnation, user);
  }
}
