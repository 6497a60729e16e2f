package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
  private Instant now = Instant.EPOCH;

  @Test
  @DisplayName("R147 an address connects so often, then at the rate; another one is not concerned")
  void connections() {
    // Given
    var limits = new AddressLimits(new Config(OptionalInt.of(2), 100), () -> now);
    // When
    long atOnce = connected(limits, "1.2.3.4");
    long other = connected(limits, "1.2.3.5");
    now = now.plusSeconds(2);
    long later = connected(limits, "1.2.3.4");
    // Then
    assertThat(atOnce).isEqualTo(5);
    assertThat(other).isEqualTo(5);
    assertThat(later).isEqualTo(4);
    assertThat(limits.refusedConnections()).isEqualTo(15 + 15 + 16);
  }

  @Test
  @DisplayName("R147 after too many wrong signatures none is looked at for a while")
  void failures() {
    // Given
    var limits = new AddressLimits(new Config(OptionalInt.of(2), 100), () -> now);
    // When
    long failed = IntStream.range(0, 20).filter(i -> limits.failed("1.2.3.4")).count();
    boolean then = limits.mayAuthenticate("1.2.3.4");
    boolean other = limits.mayAuthenticate("1.2.3.5");
    now = now.plusSeconds(1);
    boolean later = limits.mayAuthenticate("1.2.3.4");
    // Then
    assertThat(failed).isEqualTo(5);
    assertThat(List.of(then, other, later)).containsExactly(false, true, true);
    assertThat(limits.refusedCallers()).isEqualTo(1);
  }

  @Test
  @DisplayName("R147 R165 so many addresses are remembered, and the longest unheard of go")
  void bounded() {
    // Given
    var limits = new AddressLimits(new Config(OptionalInt.of(1), 3), () -> now);
    connected(limits, "first");
    // When
    for (int i = 0; i < 10; i++) {
      limits.connects("address-" + i);
    }
    // Then
    assertThat(limits.size()).isEqualTo(3);
    assertThat(connected(limits, "first")).isEqualTo(5);
  }

  @Test
  @DisplayName("R147 without a limit nothing is refused and nothing is held")
  void noLimit() {
    // Given
    var limits = new AddressLimits(new Config(OptionalInt.empty(), 3), () -> now);
    // When
    long connected = connected(limits, "1.2.3.4");
    boolean failed = limits.failed("1.2.3.4");
    // Then
    assertThat(connected).isEqualTo(20);
    assertThat(failed).isTrue();
    assertThat(limits.size()).isZero();
  }

  private static long connected(AddressLimits limits, String address) {
    return IntStream.range(0, 20).filter(i -> limits.connects(address)).count();
  }

  private record Rate(OptionalInt perSecond, int burst)
      implements LimitConfig.Connections, LimitConfig.AuthFailures {}

  private record Config(OptionalInt perSecond, int addressesMax) implements LimitConfig {
    @Override
    public Connections connections() {
      return new Rate(perSecond, 5);
    }

    @Override
    public AuthFailures authFailures() {
      return new Rate(perSecond, 5);
    }

    @Override
    public Optional<List<String>> trustedProxies() {
      return Optional.empty();
    }

    @Override
    public Duration tellEvery() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration usageInterval() {
      return Duration.ofSeconds(2);
    }
  }
}
