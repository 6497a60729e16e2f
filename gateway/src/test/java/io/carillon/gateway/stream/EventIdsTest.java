package io.carillon.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final ChannelKey OTHER = new ChannelKey("app", "other");
  private static final long WINDOW = EventIds.WINDOW.toMillis();

  private final EventIds ids = new EventIds(100);

  @Test
  @DisplayName("R43 the same key within the window is the same event, on its channel alone")
  void repeats() {
    // Given
    ids.repeats(ROOM, "order-1", 0);
    // When
    boolean again = ids.repeats(ROOM, "order-1", WINDOW);
    boolean elsewhere = ids.repeats(OTHER, "order-1", WINDOW);
    boolean another = ids.repeats(ROOM, "order-2", WINDOW);
    // Then
    assertThat(again).isTrue();
    assertThat(elsewhere).isFalse();
    assertThat(another).isFalse();
  }

  @Test
  @DisplayName("R43 after the window the key names a new event")
  void afterTheWindow() {
    // Given
    ids.repeats(ROOM, "order-1", 0);
    // When
    boolean again = ids.repeats(ROOM, "order-1", WINDOW + 1);
    // Then
    assertThat(again).isFalse();
    assertThat(ids.repeats(ROOM, "order-1", WINDOW + 2)).isTrue();
  }

  @Test
  @DisplayName("R43 who began to read later decides the same")
  void sameOnEveryGateway() {
    // Given: three tries, the first and the last further apart than the window
    var late = new EventIds(100);
    ids.repeats(ROOM, "order-1", 0);
    boolean second = ids.repeats(ROOM, "order-1", WINDOW - 1);
    late.repeats(ROOM, "order-1", WINDOW - 1);
    // When
    boolean third = ids.repeats(ROOM, "order-1", 2 * WINDOW - 2);
    boolean thirdOfLate = late.repeats(ROOM, "order-1", 2 * WINDOW - 2);
    // Then
    assertThat(second).isTrue();
    assertThat(third).isTrue().isEqualTo(thirdOfLate);
  }

  @Test
  @DisplayName("The number of keys is bounded, and what is forgotten for it is counted")
  void bounded() {
    // When
    for (int i = 0; i < 150; i++) {
      ids.repeats(ROOM, "order-" + i, 0);
    }
    // Then
    assertThat(ids.size()).isEqualTo(100);
    assertThat(ids.forgottenEarly()).isEqualTo(50);
    assertThat(ids.repeats(ROOM, "order-149", 0)).isTrue();
    assertThat(ids.repeats(ROOM, "order-1", 0)).isFalse();
  }

  @Test
  @DisplayName("Keys whose window is over take no memory")
  void forgotten() {
    // Given
    ids.repeats(ROOM, "order-1", 0);
    // When
    ids.repeats(OTHER, "order-2", WINDOW + 1);
    // Then
    assertThat(ids.size()).isEqualTo(1);
    assertThat(ids.forgottenEarly()).isZero();
  }
}
