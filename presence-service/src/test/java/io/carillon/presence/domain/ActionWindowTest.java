package io.carillon.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActionWindowTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final ActionWindow window = new ActionWindow(10);

  @Test
  @DisplayName("R100 ten actions in a minute pass, the eleventh learns how long to wait")
  void tenPassTheEleventhWaits() {
    // Given
    for (int i = 0; i < 10; i++) {
      window.take(START.plusSeconds(i));
    }

    // When
    var wait = window.take(START.plusSeconds(20));

    // Then
    assertThat(wait).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  @DisplayName("R100 eleven actions spread over just less than a minute do not pass either")
  void spreadActionsDoNotPass() {
    // Given
    for (int i = 0; i < 10; i++) {
      window.take(START.plusMillis(5_900L * i));
    }

    // When
    var wait = window.take(START.plusMillis(59_000));

    // Then
    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("R100 what was refused does not lengthen the wait")
  void refusalsDoNotCount() {
    // Given
    for (int i = 0; i < 10; i++) {
      window.take(START);
    }
    for (int i = 0; i < 100; i++) {
      window.take(START.plusSeconds(30));
    }

    // When
    var wait = window.take(START.plusSeconds(60));

    // Then
    assertThat(wait).isZero();
  }
}
