package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountPacingTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final ChannelKey HALL = new ChannelKey("app", "hall");

  private Instant now = Instant.EPOCH;
  private final CountPacing pacing = new CountPacing(100, Duration.ofSeconds(5), () -> now);

  @Test
  @DisplayName("R34 every change up to 100 subscribers is told at once, and nothing is kept of it")
  void small() {
    // When
    boolean first = pacing.tellsNow(ROOM, 99);
    boolean second = pacing.tellsNow(ROOM, 100);
    // Then
    assertThat(first && second).isTrue();
    assertThat(pacing.size()).isZero();
  }

  @Test
  @DisplayName("R34 above 100 one is told in 5 s, and the last value when they are over")
  void large() {
    // Given
    boolean first = pacing.tellsNow(ROOM, 101);
    boolean second = pacing.tellsNow(ROOM, 102);
    // When
    pass(Duration.ofMillis(4_999));
    var early = pacing.over();
    pass(Duration.ofMillis(1));
    var late = pacing.over();
    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(early).isEmpty();
    assertThat(late).containsExactly(ROOM);
  }

  @Test
  @DisplayName("R34 telling the last value starts the next 5 s")
  void lastValueStartsAnew() {
    // Given
    pacing.tellsNow(ROOM, 101);
    pacing.tellsNow(ROOM, 102);
    pass(Duration.ofSeconds(5));
    pacing.over();
    // When
    boolean last = pacing.tellsNow(ROOM, 102);
    boolean next = pacing.tellsNow(ROOM, 103);
    // Then
    assertThat(last).isTrue();
    assertThat(next).isFalse();
  }

  @Test
  @DisplayName("A channel that does not change any more is forgotten after its interval")
  void quietChannelIsForgotten() {
    // Given
    pacing.tellsNow(ROOM, 101);
    pass(Duration.ofSeconds(5));
    // When
    var over = pacing.over();
    // Then
    assertThat(over).isEmpty();
    assertThat(pacing.size()).isZero();
  }

  @Test
  @DisplayName("R34 a count that falls to 100 is told at once and leaves nothing to be told later")
  void fallsBelow() {
    // Given
    pacing.tellsNow(ROOM, 102);
    pacing.tellsNow(ROOM, 101);
    // When
    boolean small = pacing.tellsNow(ROOM, 100);
    pass(Duration.ofSeconds(5));
    // Then
    assertThat(small).isTrue();
    assertThat(pacing.over()).isEmpty();
  }

  @Test
  @DisplayName("R34 a number that swings about 100 gets no more large counts than one in 5 s")
  void swings() {
    // Given
    pacing.tellsNow(ROOM, 101);
    pacing.tellsNow(ROOM, 100);
    // When
    boolean again = pacing.tellsNow(ROOM, 101);
    pass(Duration.ofSeconds(5));
    // Then
    assertThat(again).isFalse();
    assertThat(pacing.over()).containsExactly(ROOM);
  }

  @Test
  @DisplayName("Each channel has its own interval")
  void channelsAreApart() {
    // Given
    pacing.tellsNow(ROOM, 101);
    pass(Duration.ofSeconds(3));
    pacing.tellsNow(HALL, 101);
    pacing.tellsNow(HALL, 102);
    pacing.tellsNow(ROOM, 102);
    // When
    pass(Duration.ofSeconds(2));
    var first = pacing.over();
    pass(Duration.ofSeconds(3));
    // Then
    assertThat(first).containsExactly(ROOM);
    assertThat(pacing.over()).containsExactly(HALL);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
