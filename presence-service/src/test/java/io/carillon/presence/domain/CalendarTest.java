package io.carillon.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private final Calendar<String> calendar = new Calendar<>(100);

  @Test
  @DisplayName("nothing is due early, and at most a slot late")
  void dueWithinASlot() {
    // Given
    calendar.remind("a", 101);

    // When
    var early = calendar.takeDue(199, 10);
    var due = calendar.takeDue(200, 10);

    // Then
    assertThat(early).isEmpty();
    assertThat(due).containsExactly("a");
    assertThat(calendar.nextMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @DisplayName("what is above the bound waits for the next look, the earliest first")
  void takesWithinTheBound() {
    // Given
    calendar.remind("late", 300);
    calendar.remind("a", 100);
    calendar.remind("b", 100);
    calendar.remind("a", 100);

    // When
    var first = calendar.takeDue(1_000, 1);
    var rest = calendar.takeDue(1_000, 10);

    // Then
    assertThat(first).containsExactly("a");
    assertThat(rest).containsExactly("b", "late");
  }
}
