package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.channel.FakePositions;
import io.carillon.gateway.channel.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedInUsersTest {
  private static final ChannelKey PLACE = ChannelKey.ofUsers("app");

  private final List<MembershipRecord> written = new ArrayList<>();
  private final AppRules rules = new SimulatedCluster.Rules(1, false);
  private final MembershipView view =
      new MembershipView(1, new GracePeriod(Duration.ofSeconds(3)), rules);
  private final SignedInUsers users = new SignedInUsers(new LocalMembers("g1", written::add), view);
  private final RememberingVisit first = new RememberingVisit();
  private final RememberingVisit second = new RememberingVisit();

  @Test
  @DisplayName("R33 a user's first connection and the last one are one record each")
  void oneRecordForAUser() {
    // When
    users.signIn("app", "ana", List.of(), first);
    users.signIn("app", "ana", List.of(), second);
    users.signIn("app", "ana", List.of(), second);
    users.signOut(first);
    users.signOut(second);
    users.signOut(second);
    // Then
    assertThat(written)
        .containsExactly(new Member(PLACE, "g1", "ana", "{}"), new Left(PLACE, "g1", "ana"));
    assertThat(users.size()).isZero();
    assertThat(users.watchlists().size()).isZero();
  }

  @Test
  @DisplayName("R33 a watcher is told who is there and who is not, then each change in its order")
  void snapshotAndChanges() {
    // Given
    fold(new Member(PLACE, "g2", "bo", "{}"));
    // When
    users.signIn("app", "ana", List.of("cleo", "bo"), first);
    users.watchlists().tell();
    fold(new Member(PLACE, "g2", "cleo", "{}"), new Left(PLACE, "g2", "bo"));
    fold(new Member(PLACE, "g3", "bo", "{}"), new Member(PLACE, "g3", "cleo", "{}"));
    fold(new Member(PLACE, "g3", "dan", "{}"));
    users.watchlists().tell();
    // Then
    assertThat(first.told).containsExactly("+bo", "-cleo", "+cleo", "-bo", "+bo");
    assertThat(first.frames).hasSize(2);
  }

  @Test
  @DisplayName("R33 a change within the turn of a sign-in comes after its snapshot")
  void changeInTheSameTurn() {
    // Given
    users.signIn("app", "ana", List.of("bo"), first);
    // When
    fold(new Member(PLACE, "g2", "bo", "{}"));
    users.watchlists().tell();
    // Then
    assertThat(first.told).containsExactly("-bo", "+bo");
  }

  @Test
  @DisplayName("R33 users of one app are not those of another")
  void appsAreApart() {
    // Given
    users.signIn("app", "ana", List.of("bo"), first);
    users.signIn("other", "ana", List.of("bo"), second);
    // When
    fold(new Member(ChannelKey.ofUsers("other"), "g2", "bo", "{}"));
    users.watchlists().tell();
    users.terminate("other", "ana", 1);
    // Then
    assertThat(first.told).containsExactly("-bo");
    assertThat(second.told).containsExactly("-bo", "+bo");
    assertThat(first.terminations).isZero();
    assertThat(second.terminations).isEqualTo(1);
  }

  @Test
  @DisplayName("R33 watchers with the same news share the bytes of one frame")
  void sharedFrame() {
    // Given
    users.signIn("app", "ana", List.of("bo"), first);
    users.signIn("app", "cleo", List.of("bo"), second);
    users.watchlists().tell();
    // When
    fold(new Member(PLACE, "g2", "bo", "{}"));
    users.watchlists().tell();
    // Then
    assertThat(first.frames.getLast()).isSameAs(second.frames.getLast());
  }

  @Test
  @DisplayName("R33 a repeated sign-in changes whom the connection watches")
  void watchlistChanges() {
    // Given
    users.signIn("app", "ana", List.of("bo"), first);
    users.watchlists().tell();
    // When
    users.signIn("app", "ana", List.of("cleo"), first);
    fold(new Member(PLACE, "g2", "bo", "{}"));
    users.watchlists().tell();
    // Then
    assertThat(first.told).containsExactly("-bo", "-cleo");
  }

  @Test
  @DisplayName("R33 a repeated sign-in that watches the same users is told nothing twice")
  void sameWatchlist() {
    // Given
    users.signIn("app", "ana", List.of("bo"), first);
    users.watchlists().tell();
    // When
    users.signIn("app", "ana", List.of("bo"), first);
    fold(new Member(PLACE, "g2", "bo", "{}"));
    users.watchlists().tell();
    // Then
    assertThat(first.told).containsExactly("-bo", "+bo");
  }

  @Test
  @DisplayName("R33 R105 users of a dead gateway go offline after the grace time, once")
  void deadGateway() {
    // Given
    fold(new Member(PLACE, "g2", "bo", "{}"), new Member(PLACE, "g2", "cleo", "{}"));
    users.signIn("app", "ana", List.of("bo", "cleo"), first);
    // When
    fold(new Gone("g2"), new Member(PLACE, "g3", "cleo", "{}"));
    users.watchlists().tell();
    var duringGrace = List.copyOf(first.told);
    view.expire(Instant.EPOCH.plusSeconds(3), users.watchlists());
    users.watchlists().tell();
    // Then
    assertThat(duringGrace).containsExactly("+bo", "+cleo");
    assertThat(first.told).containsExactly("+bo", "+cleo", "-bo");
  }

  @Test
  @DisplayName("R33 a command ends the user's connections that are older than it, each time")
  void terminate() {
    // Given
    users.heard(1_000);
    users.signIn("app", "ana", List.of(), first);
    users.heard(2_000);
    users.signIn("app", "ana", List.of(), second);
    users.signIn("app", "ana", List.of(), first);
    // When
    users.terminate("app", "ana", 1_500);
    users.terminate("app", "ana", 1_500);
    users.terminate("app", "bo", 9_000);
    // Then
    assertThat(first.terminations).isEqualTo(2);
    assertThat(second.terminations).isZero();
  }

  @Test
  @DisplayName("R33 a connection of which no beat tells the age ends with its user's command")
  void terminateInDoubt() {
    // Given
    users.signIn("app", "ana", List.of(), first);
    // When
    users.terminate("app", "ana", 0);
    // Then
    assertThat(first.terminations).isEqualTo(1);
  }

  private void fold(MembershipRecord... records) {
    // As a turn does it: what is about users goes on to those who watch.
    var pacing = new CountPacing(1, Duration.ZERO, () -> Instant.EPOCH);
    var changes = new Changes(new Hub(new FakePositions(0)), users.watchlists(), rules, pacing);
    for (MembershipRecord record : records) {
      view.fold(0, record, Instant.EPOCH, changes);
    }
  }
}
