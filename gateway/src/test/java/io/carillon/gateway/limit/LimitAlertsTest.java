package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitAlertsTest {
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final LimitAlerts alerts =
      new LimitAlerts(
          Duration.ofMinutes(10),
          () -> now,
          new LimitAlerts.Sink() {
            @Override
            public void reached(String app, Limit limit, int percent) {
              told.add(app + " " + percent);
            }

            @Override
            public void refused(String app, Limit limit) {
              told.add(app + " refused");
            }
          });

  @Test
  @DisplayName("R146 each level is told once in a period, for each app")
  void oncePerPeriod() {
    // When
    for (int used = 1; used <= 10; used++) {
      alerts.used("a", Limit.CONNECTIONS, used, 10);
      alerts.used("a", Limit.CONNECTIONS, used, 10);
    }
    alerts.used("b", Limit.CONNECTIONS, 8, 10);
    now = now.plus(Duration.ofMinutes(10));
    alerts.used("a", Limit.CONNECTIONS, 9, 10);
    // Then
    assertThat(told).containsExactly("a 80", "a 100", "b 80", "a 80");
  }

  @Test
  @DisplayName("R146 a flood of refusals is one line, and each of them is counted")
  void flood() {
    // When
    for (int i = 0; i < 3; i++) {
      alerts.refused("a", Limit.CHANNELS, 20);
    }
    // Then
    assertThat(told).containsExactly("a refused", "a 100", "a refused", "a refused");
  }

  @Test
  @DisplayName("R146 what was told long ago is let go of")
  void forgets() {
    // Given
    alerts.used("a", Limit.CONNECTIONS, 10, 10);
    now = now.plus(Duration.ofMinutes(10));
    // When
    alerts.forgetOld();
    // Then
    assertThat(alerts.size()).isZero();
  }

  @Test
  @DisplayName("R146 large limits are reckoned without overflow")
  void large() {
    // When
    alerts.used("a", Limit.MESSAGES_PER_DAY, Long.MAX_VALUE / 2, Long.MAX_VALUE - 1);
    alerts.used("a", Limit.MESSAGES_PER_DAY, Long.MAX_VALUE / 10 * 9, Long.MAX_VALUE - 1);
    // Then
    assertThat(told).containsExactly("a 80");
  }
}
