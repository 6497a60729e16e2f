package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelPatternTest {
  @Test
  @DisplayName("R23 a pattern stands for the whole name")
  void wholeName() {
    // Given
    var pattern = ChannelPattern.of("private-*");
    // When, then
    assertThat(pattern.match("private-")).isPresent();
    assertThat(pattern.match("private-a.b")).isPresent();
    assertThat(pattern.match("my-private-a")).isEmpty();
    assertThat(pattern.match("private")).isEmpty();
  }

  @Test
  void placesTellTheirText() {
    assertThat(ChannelPattern.of("private-{team}-user-{sub}").match("private-a-b-user-7"))
        .contains(Map.of("team", "a-b", "sub", "7"));
  }

  @Test
  void aPlaceIsNotEmpty() {
    assertThat(ChannelPattern.of("private-user-{sub}").match("private-user-")).isEmpty();
  }

  @Test
  void otherCharactersStandForThemselves() {
    // Given
    var pattern = ChannelPattern.of("private-a.b");
    // When, then
    assertThat(pattern.match("private-a.b")).isPresent();
    assertThat(pattern.match("private-axb")).isEmpty();
  }

  @Test
  void patternsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> ChannelPattern.of("private-{sub"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChannelPattern.of("private-{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChannelPattern.of("a*b*c*d*e*"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
