package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiCallsTest {
  private static final App APP = LimitedApp.calls("app", 20);

  private Instant now = Instant.EPOCH.plusSeconds(1_000);
  private final Traffic traffic = Traffic.of(app -> true, () -> now, to -> {});
  private final ApiCalls calls =
      new ApiCalls(
          traffic, new LimitAlerts(Duration.ofMinutes(1), () -> now, NoSink.NONE), () -> now);

  @Test
  @DisplayName("R147 an app calls so often a second, wherever the calls come in")
  void rate() {
    // Given
    traffic.of("app").callsElsewhere(RecentCounts.slotOf(now.toEpochMilli()), 5);
    // When
    int first = passed(APP, 40);
    now = now.plusSeconds(1);
    int second = passed(APP, 40);
    // Then
    assertThat(first).isEqualTo(15);
    assertThat(second).isEqualTo(20);
    assertThat(traffic.of("app").takeCallsToTell()).isEqualTo(35);
    assertThat(traffic.of("app").takeCallsToTell()).isZero();
  }

  @Test
  @DisplayName("R147 without a limit nothing is counted")
  void noLimit() {
    // When
    int passed = passed(LimitedApp.calls("free", AppLimits.NONE), 1_000);
    // Then
    assertThat(passed).isEqualTo(1_000);
    assertThat(traffic.size()).isZero();
  }

  private int passed(App app, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      if (calls.take(app).isEmpty()) {
        passed++;
      }
    }
    return passed;
  }

  private enum NoSink implements LimitAlerts.Sink {
    NONE;

    @Override
    public void reached(String app, Limit limit, int percent) {}

    @Override
    public void refused(String app, Limit limit) {}
  }
}
