package io.carillon.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeatsTest {
  private final Beats beats = new Beats(Duration.ofSeconds(6));

  @Test
  @DisplayName(
      "R105 a gateway is dead when own beats went on for the silence without one of its own")
  void silenceKills() {
    // Given
    beats.heard("other");
    beats.own("me", 1_000);
    // When
    var early = beats.own("me", 6_999);
    var late = beats.own("me", 7_000);
    // Then
    assertThat(early).isEmpty();
    assertThat(late).containsExactly("other");
  }

  @Test
  @DisplayName("A stalled broker kills nobody: without own beats in between no time passes")
  void stalledBrokerKillsNobody() {
    // Given
    beats.heard("other");
    beats.own("me", 1_000);
    // When: nothing is read for a minute, then the other's beat comes before the next of this one's
    beats.heard("other");
    var dead = beats.own("me", 61_000);
    // Then
    assertThat(dead).isEmpty();
  }

  @Test
  @DisplayName("One whose records stand in the topic and who never beats is judged too")
  void recordsWithoutBeats() {
    // Given
    beats.know("ghost");
    beats.own("me", 0);
    // When
    var dead = beats.own("me", 6_000);
    // Then
    assertThat(dead).containsExactly("ghost");
    assertThat(beats.own("me", 20_000)).isEmpty();
  }

  @Test
  @DisplayName("A beat starts the silence anew")
  void beatStartsAnew() {
    // Given
    beats.heard("other");
    beats.own("me", 0);
    beats.own("me", 5_000);
    beats.heard("other");
    // When
    var dead = beats.own("me", 7_000);
    // Then
    assertThat(dead).isEmpty();
  }
}
