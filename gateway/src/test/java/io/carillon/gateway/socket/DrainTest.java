package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTest {
  @ParameterizedTest
  @CsvSource({"0, 2000, 50", "49, 2000, 50", "10000, 2000, 500", "10001, 2000, 501", "300, 0, 300"})
  @DisplayName("R159 slices are as large as the window asks for, and few sockets are one")
  void slices(int connections, long windowMillis, int expected) {
    // When
    int slice = Drain.slice(connections, Duration.ofMillis(windowMillis));
    // Then
    assertThat(slice).isEqualTo(expected);
  }
}
