package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeatsTest {
  private static final int BEAT_MILLIS = 250;

  private final Beats beats = new Beats(Duration.ofSeconds(6));

  @Test
  @DisplayName("R105 a gateway is dead when own beats went on for the silence without its own")
  void silenceKills() {
    // Given
    beats.heard("other");
    // When
    var early = ownBeats(0, 5_750);
    var late = beats.own("me", 6_000);
    // Then
    assertThat(early).isEmpty();
    assertThat(late).containsExactly("other");
  }

  @Test
  @DisplayName("R54 a stalled broker kills nobody: the gap it leaves in own beats is no evidence")
  void stalledBrokerKillsNobody() {
    // Given
    beats.heard("other");
    ownBeats(0, 2_000);
    // When: nothing is written for a minute, then this gateway is the first to come back
    var dead = ownBeats(62_000, 64_000);
    beats.heard("other");
    // Then
    assertThat(dead).isEmpty();
    assertThat(ownBeats(64_250, 69_750)).isEmpty();
  }

  @Test
  @DisplayName("One whose records stand in the topic and who never beats is judged too, once")
  void recordsWithoutBeats() {
    // Given
    beats.know("ghost");
    // When
    var dead = ownBeats(0, 6_000);
    // Then
    assertThat(dead).containsExactly("ghost");
    assertThat(ownBeats(6_250, 20_000)).isEmpty();
  }

  @Test
  @DisplayName("A beat starts the silence anew")
  void beatStartsAnew() {
    // Given
    beats.heard("other");
    ownBeats(0, 5_000);
    beats.heard("other");
    // When
    var dead = ownBeats(5_250, 10_750);
    // Then
    assertThat(dead).isEmpty();
  }

  /// Own beats from one time to another. @return all that were judged dead
  private List<String> ownBeats(long from, long to) {
    var dead = new ArrayList<String>();
    for (long time = from; time <= to; time += BEAT_MILLIS) {
      dead.addAll(beats.own("me", time));
    }
    return dead;
  }
}
