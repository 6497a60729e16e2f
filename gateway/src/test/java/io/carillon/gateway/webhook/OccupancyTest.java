package io.carillon.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.membership.PartitionFold;
import io.carillon.gateway.webhook.Occupancy.Told;
import io.carillon.gateway.webhook.WebhookEvent.ChannelOccupied;
import io.carillon.gateway.webhook.WebhookEvent.ChannelVacated;
import io.carillon.gateway.webhook.WebhookEvent.MemberAdded;
import io.carillon.gateway.webhook.WebhookEvent.MemberRemoved;
import io.carillon.gateway.webhook.WebhookEvent.SubscriptionCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OccupancyTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  private static final ChannelKey OPEN = new ChannelKey("quiet", "open");
  private static final ChannelKey COUNTED = new ChannelKey("app", "counted");

  private final Occupancy occupancy =
      new Occupancy(
          listener -> new PartitionFold(TestMemberships.CONFIG, TestMemberships.RULES, listener),
          Duration.ofSeconds(3));

  @Test
  @DisplayName("R46 the first member occupies the channel, a second one is only added")
  void occupied() {
    // When
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.read(join("g1", "bo"), 10_500);
    // Then
    assertThat(occupancy.take())
        .containsExactly(
            new Told(10_000, new ChannelOccupied(ROOM)),
            new Told(10_000, new MemberAdded(ROOM, "ana")),
            new Told(10_500, new MemberAdded(ROOM, "bo")));
  }

  @Test
  @DisplayName("R46, R48 the last one's leaving is told when the grace time is over, member first")
  void vacated() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.take();
    occupancy.read(new Left(ROOM, "g1", "ana"), 20_000);
    // When
    occupancy.advance(22_999);
    var within = occupancy.take();
    occupancy.advance(23_000);
    // Then
    assertThat(within).isEmpty();
    assertThat(occupancy.take())
        .containsExactly(
            new Told(23_000, new MemberRemoved(ROOM, "ana")),
            new Told(23_000, new ChannelVacated(ROOM)));
    assertThat(occupancy.size()).isZero();
  }

  @Test
  @DisplayName("R48 who returns on another gateway within the grace time was never gone")
  void returnsElsewhere() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.take();
    // When
    occupancy.read(new Left(ROOM, "g1", "ana"), 20_000);
    occupancy.read(join("g2", "ana"), 22_999);
    occupancy.advance(60_000);
    // Then
    assertThat(occupancy.take()).isEmpty();
    assertThat(occupancy.due()).isEmpty();
  }

  @Test
  @DisplayName("R48 who returns after the grace time, is told as gone before as there again")
  void returnsLate() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.take();
    // When
    occupancy.read(new Left(ROOM, "g1", "ana"), 20_000);
    occupancy.read(join("g2", "ana"), 23_001);
    // Then
    assertThat(events())
        .containsExactly(
            new MemberRemoved(ROOM, "ana"),
            new ChannelVacated(ROOM),
            new ChannelOccupied(ROOM),
            new MemberAdded(ROOM, "ana"));
  }

  @Test
  @DisplayName("R48 a client that comes and goes all the time is told once it stays away")
  void flapping() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.take();
    for (long time = 20_000; time < 40_000; time += 2_000) {
      occupancy.read(new Left(ROOM, "g1", "ana"), time);
      occupancy.read(join("g1", "ana"), time + 1_000);
    }
    occupancy.read(new Left(ROOM, "g1", "ana"), 40_000);
    // When
    occupancy.advance(42_999);
    var within = occupancy.take();
    occupancy.advance(43_000);
    // Then
    assertThat(within).isEmpty();
    assertThat(events()).containsExactly(new MemberRemoved(ROOM, "ana"), new ChannelVacated(ROOM));
  }

  @Test
  @DisplayName("R48 another member keeps the channel occupied while one is gone")
  void oneOfTwo() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.read(join("g2", "bo"), 10_000);
    occupancy.take();
    // When
    occupancy.read(new Left(ROOM, "g1", "ana"), 20_000);
    occupancy.read(new Left(ROOM, "g2", "bo"), 21_000);
    occupancy.read(join("g1", "bo"), 22_000);
    occupancy.advance(60_000);
    // Then
    assertThat(events()).containsExactly(new MemberRemoved(ROOM, "ana"));
  }

  @Test
  @DisplayName("R48 a gateway's death is no leaving of those who are back before it is known")
  void deathOfAGateway() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.read(join("g1", "bo"), 10_000);
    occupancy.take();
    // When
    occupancy.read(join("g2", "ana"), 12_000);
    occupancy.read(new Gone("g1"), 16_000);
    occupancy.advance(19_000);
    // Then
    assertThat(occupancy.take()).containsExactly(new Told(19_000, new MemberRemoved(ROOM, "bo")));
  }

  @Test
  @DisplayName("R46, R48 channels without members are occupied and vacated by their counts")
  void byCount() {
    // When
    occupancy.read(new Count(OPEN, "g1", 1), 10_000);
    occupancy.read(new Count(OPEN, "g2", 4), 11_000);
    occupancy.read(new Count(OPEN, "g1", 0), 12_000);
    occupancy.read(new Count(OPEN, "g2", 0), 13_000);
    occupancy.read(new Count(OPEN, "g1", 1), 15_000);
    occupancy.read(new Count(OPEN, "g1", 0), 16_000);
    occupancy.advance(19_000);
    // Then
    assertThat(occupancy.take())
        .containsExactly(
            new Told(10_000, new ChannelOccupied(OPEN)),
            new Told(19_000, new ChannelVacated(OPEN)));
  }

  @Test
  @DisplayName("R46 a subscription that was over before it was counted is none")
  void neverCounted() {
    // When
    occupancy.read(new Count(OPEN, "g1", 0), 10_000);
    occupancy.advance(60_000);
    // Then
    assertThat(occupancy.take()).isEmpty();
  }

  @Test
  @DisplayName("R34, R46 counts are told as subscribers are told them: large ones at intervals")
  void counts() {
    // When
    for (int count = 1; count <= 6; count++) {
      occupancy.read(new Count(COUNTED, "g1", count), 10_000 + count);
    }
    occupancy.advance(15_003);
    var large = occupancy.take();
    occupancy.advance(15_004);
    // Then
    assertThat(large)
        .containsExactly(
            new Told(10_001, new ChannelOccupied(COUNTED)),
            new Told(10_001, new SubscriptionCount(COUNTED, 1)),
            new Told(10_002, new SubscriptionCount(COUNTED, 2)),
            new Told(10_003, new SubscriptionCount(COUNTED, 3)),
            new Told(10_004, new SubscriptionCount(COUNTED, 4)));
    assertThat(occupancy.take())
        .containsExactly(new Told(15_004, new SubscriptionCount(COUNTED, 6)));
  }

  @Test
  @DisplayName("R33, R46 signed-in users are in no channel")
  void signedInUsers() {
    // When
    occupancy.read(new Member(ChannelKey.ofUsers("app"), "g1", "ana", "{}"), 10_000);
    // Then
    assertThat(occupancy.take()).isEmpty();
  }

  @Test
  @DisplayName("R48 a clock that goes back shortens no grace")
  void timeGoesOn() {
    // Given
    occupancy.read(join("g1", "ana"), 10_000);
    occupancy.take();
    occupancy.read(new Left(ROOM, "g1", "ana"), 5_000);
    // When
    occupancy.advance(12_999);
    // Then
    assertThat(occupancy.take()).isEmpty();
    assertThat(occupancy.due()).hasValue(13_000);
  }

  private List<WebhookEvent> events() {
    return occupancy.take().stream().map(Told::event).toList();
  }

  private static MembershipRecord join(String incarnation, String user) {
    return new Member(ROOM, incarnation, user, "{}");
  }
}
