package io.carillon.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  @DisplayName("R47 each wait is twice the one before, up to a bound")
  void grows() {
    // Given
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> 0);
    // When
    var waits = IntStream.rangeClosed(1, 8).mapToObj(backoff::after).map(Duration::toSeconds);
    // Then
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(backoff.after(10_000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("Chance shortens a wait by a fifth at most")
  void chance() {
    // Given
    var backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1), () -> 0.5);
    // When
    var wait = backoff.after(1);
    // Then
    assertThat(wait).isEqualTo(Duration.ofSeconds(9));
  }
}
