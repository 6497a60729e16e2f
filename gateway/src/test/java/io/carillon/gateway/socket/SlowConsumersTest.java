package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlowConsumersTest {
  private final SlowConsumers slow = new SlowConsumers();

  @Test
  @DisplayName("R62 who comes back from a socket that was slow is known for a minute")
  void knownForAMinute() {
    // Given
    slow.closed("1.1", 1_000);
    // When
    boolean soon = slow.any(List.of("2.2", "1.1"), 60_999);
    boolean late = slow.any(List.of("2.2", "1.1"), 61_000);
    // Then
    assertThat(soon).isTrue();
    assertThat(late).isFalse();
    assertThat(slow.any(List.of("2.2"), 1_000)).isFalse();
  }

  @Test
  @DisplayName("R62 of many slow sockets the eldest are forgotten, all are counted")
  void bounded() {
    // When
    for (int i = 0; i <= SlowConsumers.REMEMBERED_MAX; i++) {
      slow.closed("1." + i, 0);
    }
    // Then
    assertThat(slow.any(List.of("1.0"), 0)).isFalse();
    assertThat(slow.any(List.of("1.1"), 0)).isTrue();
    assertThat(slow.closed()).isEqualTo(SlowConsumers.REMEMBERED_MAX + 1);
  }
}
