package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentCountsTest {
  private static final long NOW = 1_000_000;
  private static final int SECOND = 20;

  private final RecentCounts counts = new RecentCounts();

  @Test
  @DisplayName("R147 what was taken comes back a second later")
  void comesBack() {
    // Given
    counts.add(NOW, 7);
    // When
    long justBefore = counts.used(NOW + SECOND - 1, 10);
    long then = counts.used(NOW + SECOND, 10);
    // Then
    assertThat(justBefore).isEqualTo(7);
    assertThat(then).isZero();
  }

  @Test
  @DisplayName("R147 what was taken above the limit is owed in the next second")
  void owes() {
    // Given
    counts.add(NOW, 25);
    // When
    long now = counts.used(NOW, 10);
    long aSecondLater = counts.used(NOW + SECOND, 10);
    long twoSecondsLater = counts.used(NOW + 2 * SECOND, 10);
    long threeSecondsLater = counts.used(NOW + 3 * SECOND, 10);
    // Then
    assertThat(now).isEqualTo(25);
    assertThat(aSecondLater).isEqualTo(15);
    assertThat(twoSecondsLater).isEqualTo(5);
    assertThat(threeSecondsLater).isZero();
  }

  @Test
  @DisplayName("R147 a limit that is changed is right at once, for what was counted before too")
  void otherLimit() {
    // Given
    counts.add(NOW - 1, 8);
    // When
    long ofTen = counts.used(NOW, 10);
    long ofFour = counts.used(NOW, 4);
    // Then
    assertThat(ofTen).isEqualTo(8);
    assertThat(ofFour).isEqualTo(8);
  }

  @Test
  @DisplayName("R147 after a long silence nothing old counts")
  void forgets() {
    // Given
    counts.add(NOW, 1_000);
    // When
    long later = counts.used(NOW + 64, 10);
    // Then
    assertThat(later).isZero();
  }

  @Property(tries = 40)
  @Label("R147 however many ask, as much as the limit passes in each second, and no more")
  void rateHolds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int perSecond) {
    // Given
    var random = new Random(seed);
    var bucket = new RecentCounts();
    int seconds = 10;
    long passed = 0;
    // When
    for (long slot = NOW; slot < NOW + (long) seconds * SECOND; slot++) {
      int asked = perSecond / SECOND * 2 + 1 + random.nextInt(3);
      for (int i = 0; i < asked; i++) {
        if (bucket.used(slot, perSecond) < perSecond) {
          bucket.add(slot, 1);
          passed++;
        }
      }
    }
    // Then
    assertThat(passed).isBetween((long) (0.9 * seconds * perSecond), (long) seconds * perSecond);
  }

  @Property(tries = 40)
  @Label("R147 several that hear of each other late pass the limit at first, not in the long run")
  void lateNewsIsPaidBack(
      @ForAll @IntRange(min = 10, max = 200) int perSecond,
      @ForAll @IntRange(min = 0, max = 4) int late) {
    // Given
    var first = new RecentCounts();
    var second = new RecentCounts();
    int seconds = 30;
    long passed = 0;
    var news = new int[2][seconds * SECOND];
    // When
    for (int step = 0; step < seconds * SECOND; step++) {
      long slot = NOW + step;
      if (step >= late) {
        first.add(slot, news[1][step - late]);
        second.add(slot, news[0][step - late]);
      }
      for (int i = 0; i < perSecond; i++) {
        if (first.used(slot, perSecond) < perSecond) {
          first.add(slot, 1);
          news[0][step]++;
          passed++;
        }
        if (second.used(slot, perSecond) < perSecond) {
          second.add(slot, 1);
          news[1][step]++;
          passed++;
        }
        if (late == 0) {
          second.add(slot, news[0][step]);
          first.add(slot, news[1][step]);
          news[0][step] = 0;
          news[1][step] = 0;
        }
      }
    }
    // Then
    assertThat((double) passed / seconds).isBetween(0.9 * perSecond, 1.1 * perSecond);
  }
}
