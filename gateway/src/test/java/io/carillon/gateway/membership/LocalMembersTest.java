package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalMembersTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  private static final Member ANA = new Member(ROOM, "g1", "ana", "{}");
  private static final Left ANA_LEFT = new Left(ROOM, "g1", "ana");

  private final List<MembershipRecord> written = new ArrayList<>();
  private final LocalMembers locals = new LocalMembers("g1", written::add);
  private final Tab first = new Tab();
  private final Tab second = new Tab();

  @Test
  @DisplayName("R25 two tabs write one record and are both confirmed when it was read back")
  void twoTabsOneRecord() {
    // Given
    join(first);
    join(second);
    // When
    var confirmed = locals.readBack(ROOM, "ana", true);
    // Then
    assertThat(written).containsExactly(ANA);
    assertThat(confirmed).containsExactly(first, second);
  }

  @Test
  @DisplayName("A tab that comes when its user stands in the topic is confirmed at once")
  void laterTab() {
    // Given
    join(first);
    locals.readBack(ROOM, "ana", true);
    // When
    boolean confirmed = join(second);
    // Then
    assertThat(confirmed).isTrue();
  }

  @Test
  @DisplayName("R28 of a leave and a return under way only the last record confirms")
  void returnWhileLeaving() {
    // Given
    join(first);
    locals.leave(ROOM, "ana", first);
    join(second);
    // When
    var early = locals.readBack(ROOM, "ana", true);
    var late = locals.readBack(ROOM, "ana", true);
    // Then
    assertThat(written).containsExactly(ANA, ANA_LEFT, ANA);
    assertThat(early).isEmpty();
    assertThat(late).containsExactly(second);
  }

  @Test
  @DisplayName("R26 one who was not admitted leaves again, and its later leave changes nothing")
  void notAdmitted() {
    // Given
    join(first);
    // When
    var refused = locals.readBack(ROOM, "ana", false);
    locals.leave(ROOM, "ana", first);
    // Then
    assertThat(refused).containsExactly(first);
    assertThat(written).containsExactly(ANA, ANA_LEFT);
    assertThat(locals.size()).isZero();
  }

  @Test
  @DisplayName(
      "R105 under a new incarnation everybody is written again and nobody is confirmed twice")
  void reincarnates() {
    // Given
    join(first);
    locals.readBack(ROOM, "ana", true);
    // When
    locals.reincarnate("g2");
    var confirmed = locals.readBack(ROOM, "ana", true);
    // Then
    assertThat(written).containsExactly(ANA, new Member(ROOM, "g2", "ana", "{}"));
    assertThat(confirmed).isEmpty();
  }

  @Test
  @DisplayName("R33 a user's connections on this gateway are known until they leave")
  void connectionsOfAUser() {
    // Given
    join(first);
    join(second);
    // When
    locals.leave(ROOM, "ana", first);
    // Then
    assertThat(locals.joiners(ROOM, "ana")).containsExactly(second);
    assertThat(locals.joiners(ROOM, "bo")).isEmpty();
  }

  private boolean join(Tab tab) {
    return locals.join(ROOM, "ana", "{}", tab);
  }

  private static final class Tab implements Joiner {
    @Override
    public void confirmed(byte[] frame) {}

    @Override
    public void refused() {}
  }
}
