package io.carillon.chat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.chat.domain.ConversationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private final ConversationId room = new ConversationId("app-id", "general");

  @ParameterizedTest
  @DisplayName("R81 a cursor leads back to its place")
  @ValueSource(longs = {0, 1, 77, Long.MAX_VALUE})
  void roundTrip(long sequence) {
    assertThat(Cursor.sequence(room, Cursor.at(room, sequence))).isEqualTo(sequence);
  }

  @Test
  @DisplayName("R81 a cursor means nothing in another conversation")
  void foreign() {
    // Given
    var cursor = Cursor.at(new ConversationId("app-id", "other"), 7);
    // Then
    assertThatThrownBy(() -> Cursor.sequence(room, cursor))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "AQ", "not a cursor", "AQAAAAAAAAAHAAAAAAAA", "ÿ"})
  void rubbish(String text) {
    assertThatThrownBy(() -> Cursor.sequence(room, text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
