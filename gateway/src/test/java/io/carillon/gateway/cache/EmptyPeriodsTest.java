package io.carillon.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmptyPeriodsTest {
  private static final ChannelKey PRICES = new ChannelKey("app", "cache-prices");

  private final EmptyPeriods empty = new EmptyPeriods(Duration.ofMinutes(30));

  @Test
  @DisplayName("R49 the first who finds nothing is news, further ones are not")
  void once() {
    // When
    boolean first = empty.begin(PRICES);
    boolean second = empty.begin(PRICES);
    boolean readBack = empty.missed(PRICES, 1_000);
    boolean otherGateways = empty.missed(PRICES, 1_001);
    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(readBack).isFalse();
    assertThat(otherGateways).isFalse();
  }

  @Test
  @DisplayName("R49 what another gateway has put on the log is known here")
  void knownFromTheLog() {
    // Given
    empty.missed(PRICES, 1_000);
    // When
    boolean news = empty.begin(PRICES);
    // Then
    assertThat(news).isFalse();
  }

  @Test
  @DisplayName("R49 an event ends the empty period: the next one is news again")
  void nextPeriod() {
    // Given
    empty.missed(PRICES, 1_000);
    // When
    empty.filled(PRICES, 2_000);
    boolean news = empty.missed(PRICES, 2_000 + Duration.ofMinutes(31).toMillis());
    // Then
    assertThat(news).isTrue();
  }

  @Test
  @DisplayName("R49 a miss that an event overtook on its way is none, and does not hide the next")
  void overtaken() {
    // Given
    empty.filled(PRICES, 2_000);
    // When
    boolean began = empty.begin(PRICES);
    boolean overtaken = empty.missed(PRICES, 2_050);
    boolean next = empty.begin(PRICES);
    // Then
    assertThat(began).isTrue();
    assertThat(overtaken).isFalse();
    assertThat(next).isTrue();
  }

  @Test
  @DisplayName("R49 a miss that the log did not take is tried again by the next")
  void notTaken() {
    // Given
    empty.begin(PRICES);
    // When
    empty.forget(PRICES);
    // Then
    assertThat(empty.begin(PRICES)).isTrue();
  }

  @Test
  @DisplayName("R165 channels are remembered up to a number, the one empty for longest goes first")
  void bounded() {
    // Given
    empty.begin(PRICES);
    // When
    for (int i = 0; i < EmptyPeriods.CHANNELS_MAX; i++) {
      empty.begin(new ChannelKey("app", "cache-" + i));
    }
    // Then
    assertThat(empty.size()).isEqualTo(EmptyPeriods.CHANNELS_MAX);
    assertThat(empty.begin(PRICES)).isTrue();
  }
}
