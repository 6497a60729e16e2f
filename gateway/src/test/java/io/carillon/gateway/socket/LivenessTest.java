package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.Defaults;
import io.carillon.gateway.socket.Liveness.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the times of a gateway that sets none: ping after 120 s, 30 s for an answer, 24 h without.
class LivenessTest {
  private static final int DAY = 86_400;

  private final SocketConfig config = Defaults.of(SocketConfig.class);

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  @DisplayName("R16 a silent client is pinged, and closed when it does not answer")
  void noPong(int protocol) {
    // Given
    var liveness = new Liveness(config, protocol, false, 10);
    // When
    var checks =
        new Verdict[] {
          liveness.check(129), liveness.check(130), liveness.check(159), liveness.check(160)
        };
    // Then
    assertThat(checks).containsExactly(Verdict.FINE, Verdict.PING, Verdict.FINE, Verdict.NO_PONG);
  }

  @Test
  @DisplayName("R18 a client of protocol 4 may stay silent for a day, then it is inactive")
  void inactive() {
    // Given
    var liveness = new Liveness(config, 4, false, 0);
    // When
    var checks = new Verdict[] {liveness.check(120), liveness.check(DAY - 1), liveness.check(DAY)};
    // Then
    assertThat(checks).containsExactly(Verdict.PING, Verdict.FINE, Verdict.INACTIVE);
  }

  @Test
  @DisplayName("R16 any sign of life begins the time again")
  void heard() {
    // Given
    var liveness = new Liveness(config, 7, false, 0);
    liveness.check(120);
    // When
    liveness.heard(149);
    // Then
    assertThat(liveness.check(150)).isEqualTo(Verdict.FINE);
    assertThat(liveness.next(150)).isEqualTo(119);
  }

  @Test
  @DisplayName("R33 a provisional connection ends when nobody vouches for it, however lively it is")
  void provisional() {
    // Given
    var liveness = new Liveness(config, 7, true, 0);
    liveness.heard(29);
    // Then
    assertThat(liveness.next(0)).isEqualTo(30);
    assertThat(liveness.check(29)).isEqualTo(Verdict.FINE);
    assertThat(liveness.check(30)).isEqualTo(Verdict.UNAUTHORIZED);
  }

  @Test
  @DisplayName("R33 an authorized connection stays")
  void authorized() {
    // Given
    var liveness = new Liveness(config, 7, true, 0);
    // When
    liveness.authorized();
    // Then
    assertThat(liveness.check(119)).isEqualTo(Verdict.FINE);
  }
}
