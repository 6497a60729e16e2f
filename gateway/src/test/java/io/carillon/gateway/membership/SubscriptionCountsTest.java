package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.RememberingSubscriber;
import io.carillon.gateway.membership.SimulatedCluster.Gateway;
import io.carillon.gateway.membership.SimulatedCluster.Rules;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubscriptionCountsTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final Duration COUNT_INTERVAL = Duration.ofMillis(100);
  private static final Pattern COUNT =
      Pattern.compile(
          "\\{\"event\":\"pusher_internal:subscription_count\",\"channel\":\"room\",\"data\":\"\\{\\\\\"subscription_count\\\\\":(\\d+)}\"}");

  private final SimulatedCluster cluster = new SimulatedCluster();

  @Test
  @DisplayName("R34 subscribers of every gateway are told each change, the newcomer too")
  void everyChange() throws InterruptedException, BrokenRecord {
    // Given
    var first = cluster.new Gateway();
    var second = cluster.new Gateway();
    var ana = first.subscribe(ROOM);
    settle(first, second);
    // When
    var bo = second.subscribe(ROOM);
    settle(first, second);
    // Then
    assertThat(counts(ana)).containsExactly(1, 2);
    assertThat(counts(bo)).containsExactly(2);
  }

  @Test
  @DisplayName("R34 above 100 subscribers one count in 5 s is told, and the last in any case")
  void largeChannel() throws InterruptedException, BrokenRecord {
    // Given
    var first = cluster.new Gateway();
    var second = cluster.new Gateway();
    for (int i = 0; i < 120; i++) {
      second.subscribe(ROOM);
    }
    settle(first, second);
    var ana = first.subscribe(ROOM);
    settle(first, second);
    // When
    for (int i = 0; i < 10; i++) {
      second.subscribe(ROOM);
      settle(first, second);
    }
    var early = counts(ana);
    cluster.advance(Duration.ofSeconds(5));
    settle(first, second);
    // Then
    assertThat(early).containsExactly(121);
    assertThat(counts(ana)).containsExactly(121, 131);
    assertThat(first.pacedCounts()).isOne();
    cluster.advance(Duration.ofSeconds(5));
    settle(first, second);
    assertThat(counts(ana)).containsExactly(121, 131);
    assertThat(first.pacedCounts()).isZero();
  }

  @Test
  @DisplayName("R34 nobody is told anything where the app has it off")
  void switchedOff() throws InterruptedException, BrokenRecord {
    // Given
    var gateway = cluster.new Gateway(new Rules(Integer.MAX_VALUE, false));
    // When
    var ana = gateway.subscribe(ROOM);
    settle(gateway);
    // Then
    assertThat(ana.texts()).isEmpty();
  }

  @Test
  @DisplayName("R34 the count of a dead gateway's subscribers goes with it")
  void deadGateway() throws InterruptedException, BrokenRecord {
    // Given
    var first = cluster.new Gateway();
    var second = cluster.new Gateway();
    var ana = first.subscribe(ROOM);
    second.subscribe(ROOM);
    settle(first, second);
    // When
    second.die();
    for (int i = 0; i < 40; i++) {
      cluster.advance(Duration.ofMillis(250));
      first.turn(Integer.MAX_VALUE);
    }
    // Then
    assertThat(counts(ana)).endsWith(2, 1);
  }

  /// Every gateway writes what it has and reads what all wrote.
  private void settle(Gateway... gateways) throws InterruptedException, BrokenRecord {
    for (int i = 0; i < 2; i++) {
      cluster.advance(COUNT_INTERVAL);
      for (Gateway gateway : gateways) {
        gateway.turn(Integer.MAX_VALUE);
      }
    }
  }

  private static List<Integer> counts(RememberingSubscriber socket) {
    return socket.texts().stream()
        .map(COUNT::matcher)
        .peek(found -> assertThat(found.matches()).isTrue())
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }
}
