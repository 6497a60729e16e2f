package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  @Test
  @DisplayName("R27 a burst goes through at once, after that the rate")
  void burstThenRate() {
    // Given
    var bucket = new TokenBucket(5, 10, 0);
    // When
    long atOnce = taken(bucket, 20, 0);
    long afterHalfASecond = taken(bucket, 20, 500);
    long afterAnHour = taken(bucket, 20, 3_600_000);
    // Then
    assertThat(atOnce).isEqualTo(5);
    assertThat(afterHalfASecond).isEqualTo(5);
    assertThat(afterAnHour).isEqualTo(5);
  }

  private static long taken(TokenBucket bucket, int tries, long now) {
    return IntStream.range(0, tries).filter(i -> bucket.take(now)).count();
  }
}
