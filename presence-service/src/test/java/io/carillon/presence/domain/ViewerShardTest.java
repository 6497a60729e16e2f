package io.carillon.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.ViewerCommand.GatewayGone;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import io.carillon.presence.domain.ViewerCommand.SocketJoined;
import io.carillon.presence.domain.ViewerCommand.SocketLeft;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewerShardTest {
  private static final ChannelKey ITEM = new ChannelKey("app-id", "presence-product-42");
  private static final SessionId ANA = SessionId.of("ana");
  private static final SessionId BO = SessionId.of("bo");
  private static final ViewerRules RULES =
      new ViewerRules(Duration.ofMinutes(5), Duration.ofSeconds(3), Duration.ofSeconds(1));

  private final List<ViewerEvent> log = new ArrayList<>();
  private ViewerShard shard = new ViewerShard(RULES);
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  @DisplayName("R97 two joins of one id count once")
  void twoJoinsOfOneIdCountOnce() {
    // Given
    send(new Join(ITEM, ANA));

    // When
    send(new Join(ITEM, ANA));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
  }

  @Test
  @DisplayName("R97 a leave of an id that never joined changes nothing")
  void leaveOfAStrangerChangesNothing() {
    // Given
    send(new Join(ITEM, ANA));
    var before = List.copyOf(log);

    // When
    send(new Leave(ITEM, BO));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
    assertThat(log).isEqualTo(before);
  }

  @Test
  @DisplayName("R97 the count is never below zero")
  void neverBelowZero() {
    // Given
    send(new Join(ITEM, ANA));

    // When
    send(new Leave(ITEM, ANA));
    send(new Leave(ITEM, ANA));

    // Then
    assertThat(shard.countOf(ITEM)).isZero();
    assertThat(shard.viewers()).isZero();
  }

  @Test
  @DisplayName("R97 a session with a socket and with HTTP is one viewer until both are gone")
  void socketAndHttpAreOneViewer() {
    // Given
    send(new Join(ITEM, ANA));
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    var together = shard.countOf(ITEM);
    send(new Leave(ITEM, ANA));
    var withSocketOnly = shard.countOf(ITEM);

    // When
    send(new SocketLeft(ITEM, ANA, "gateway-1"));

    // Then
    assertThat(together).isEqualTo(1);
    assertThat(withSocketOnly).isEqualTo(1);
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R97 tabs on two gateways are one viewer until the last is closed")
  void tabsOnTwoGatewaysAreOneViewer() {
    // Given
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    send(new SocketJoined(ITEM, ANA, "gateway-2"));

    // When
    send(new SocketLeft(ITEM, ANA, "gateway-1"));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
  }

  @Test
  @DisplayName("R99 a session without a sign of life is removed after five minutes, not before")
  void silenceEndsASession() {
    // Given
    send(new Join(ITEM, ANA));
    pass(Duration.ofSeconds(299));
    var before = shard.countOf(ITEM);

    // When
    pass(Duration.ofSeconds(2));

    // Then
    assertThat(before).isEqualTo(1);
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R99 a repeated join is a sign of life")
  void heartbeatKeepsASession() {
    // Given
    send(new Join(ITEM, ANA));
    pass(Duration.ofMinutes(4));
    send(new Join(ITEM, ANA));

    // When
    pass(Duration.ofMinutes(4));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
  }

  @Test
  @DisplayName("R99 coming and going leaves one reminder, which ends the session in time")
  void comingAndGoingExpiresInTime() {
    // Given
    for (int i = 0; i < 20; i++) {
      send(new Join(ITEM, ANA));
      send(new Leave(ITEM, ANA));
      pass(Duration.ofSeconds(30));
    }
    send(new Join(ITEM, ANA));

    // When
    pass(Duration.ofSeconds(301));

    // Then
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R105 sockets of a gateway that died count for the grace time")
  void deadGatewaysSocketsGoAfterTheGrace() {
    // Given
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    send(new GatewayGone("gateway-1"));
    pass(Duration.ofMillis(2_900));
    var within = shard.countOf(ITEM);

    // When
    pass(Duration.ofMillis(700));

    // Then
    assertThat(within).isEqualTo(1);
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R105 a viewer that comes back on another gateway within the grace is never missed")
  void returnWithinTheGraceIsNotSeen() {
    // Given
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    send(new GatewayGone("gateway-1"));
    send(new SocketJoined(ITEM, ANA, "gateway-2"));

    // When
    pass(Duration.ofSeconds(10));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
    assertThat(told()).containsExactly(1);
  }

  @Test
  @DisplayName("R105 two gateways that die together leave no ghost")
  void twoDeathsAtOnceLeaveNoGhost() {
    // Given
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    send(new SocketJoined(ITEM, ANA, "gateway-2"));
    send(new GatewayGone("gateway-1"));
    send(new GatewayGone("gateway-2"));

    // When
    pass(Duration.ofSeconds(4));

    // Then
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R105 a session that expires while its gateway's grace ends leaves no ghost")
  void expiryAndGraceTogetherLeaveNoGhost() {
    // Given
    send(new Join(ITEM, ANA));
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    pass(Duration.ofSeconds(297));
    send(new GatewayGone("gateway-1"));

    // When
    now = now.plusSeconds(60);
    pass(Duration.ofMillis(100));

    // Then
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("R105 whatever a dead gateway still says is ignored")
  void deadGatewayIsIgnored() {
    // Given
    send(new SocketJoined(ITEM, ANA, "gateway-1"));
    send(new GatewayGone("gateway-1"));

    // When
    send(new SocketLeft(ITEM, ANA, "gateway-1"));
    send(new SocketJoined(ITEM, BO, "gateway-1"));

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
  }

  @Test
  @DisplayName("R108 the first change is told at once, later ones once a second, the last always")
  void tellsAtOnceThenOnceASecond() {
    // Given
    send(new Join(ITEM, ANA));
    var first = told();
    send(new Join(ITEM, BO));
    send(new Leave(ITEM, BO));
    send(new Join(ITEM, SessionId.of("cy")));
    send(new Join(ITEM, SessionId.of("di")));
    pass(Duration.ofMillis(900));
    var withinTheSecond = told();

    // When
    pass(Duration.ofMillis(200));

    // Then
    assertThat(first).containsExactly(1);
    assertThat(withinTheSecond).containsExactly(1);
    assertThat(told()).containsExactly(1, 3);
  }

  @Test
  @DisplayName("R108 a change that was taken back within the second is not told")
  void nothingNewIsNotTold() {
    // Given
    send(new Join(ITEM, ANA));
    send(new Join(ITEM, BO));
    send(new Leave(ITEM, BO));

    // When
    pass(Duration.ofSeconds(5));

    // Then
    assertThat(told()).containsExactly(1);
  }

  @Test
  @DisplayName("R108 each telling of an item has a higher sequence, also after a restart")
  void sequencesGrow() {
    // Given
    send(new Join(ITEM, ANA));
    pass(Duration.ofSeconds(2));
    send(new Join(ITEM, BO));

    // When
    restart();
    pass(Duration.ofSeconds(2));

    // Then
    assertThat(tellings()).extracting(CountTold::count).containsExactly(1, 2, 2);
    assertThat(tellings()).extracting(CountTold::sequence).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("R98 the events alone give the same count, expiries and graces")
  void replayGivesTheSame() {
    // Given
    send(new Join(ITEM, ANA));
    send(new SocketJoined(ITEM, BO, "gateway-1"));
    send(new GatewayGone("gateway-1"));

    // When
    restart();

    // Then
    assertThat(shard.countOf(ITEM)).isEqualTo(2);
    pass(Duration.ofSeconds(4));
    assertThat(shard.countOf(ITEM)).isEqualTo(1);
    pass(Duration.ofMinutes(5));
    assertThat(shard.countOf(ITEM)).isZero();
  }

  @Test
  @DisplayName("an item that nobody views is forgotten, and with it everything that is due")
  void emptyItemsAreForgotten() {
    // Given
    send(new Join(ITEM, ANA));
    send(new Leave(ITEM, ANA));
    pass(Duration.ofSeconds(2));

    // When
    pass(Duration.ofMinutes(11));

    // Then
    assertThat(shard.items()).isZero();
    assertThat(shard.nextDue()).isEqualTo(Instant.MAX);
  }

  private void send(ViewerCommand command) {
    applyAll(shard.decide(command, now));
    applyAll(shard.tell(now));
  }

  /// Goes on in steps of 100 ms, as a live shard is looked after.
  private void pass(Duration time) {
    var end = now.plus(time);
    while (now.isBefore(end)) {
      now = shard.nextDue().isBefore(end) ? now.plusMillis(100) : end;
      for (var expired = shard.expire(now); !expired.isEmpty(); expired = shard.expire(now)) {
        applyAll(expired);
      }
      applyAll(shard.tell(now));
    }
  }

  private void restart() {
    shard = new ViewerShard(RULES);
    log.forEach(shard::apply);
    shard.takeOver();
  }

  private void applyAll(List<ViewerEvent> events) {
    log.addAll(events);
    events.forEach(shard::apply);
  }

  private List<CountTold> tellings() {
    return log.stream().filter(CountTold.class::isInstance).map(CountTold.class::cast).toList();
  }

  private List<Integer> told() {
    return tellings().stream().map(CountTold::count).toList();
  }
}
