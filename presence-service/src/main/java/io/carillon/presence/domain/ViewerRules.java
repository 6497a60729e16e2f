package io.carillon.presence.domain;

import java.time.Duration;

/// The times that the count obeys.
///
/// @param expireAfter an HTTP session without a sign of life for so long does not count
/// @param gatewayGrace sockets of a gateway that died count for so long
/// @param tellEvery an item's count is told at most once in that time
public record ViewerRules(Duration expireAfter, Duration gatewayGrace, Duration tellEvery) {
  /// An item without viewers is dropped after this; long enough that its last count was delivered.
  static final Duration FORGET_ITEM_AFTER = Duration.ofMinutes(10);

  /// A dead gateway is ignored for so long: longer than any producer retries.
  static final Duration FORGET_GATEWAY_AFTER = Duration.ofHours(1);

  /// Counts told this long before the newest one may have been lost in a crash, and are told again.
  static final Duration TELL_AGAIN = Duration.ofMinutes(5);

  public ViewerRules {
    if (!expireAfter.isPositive() || gatewayGrace.isNegative() || tellEvery.isNegative()) {
      throw new IllegalArgumentException(
          "expiry is above 0, grace and interval are not below: %s, %s, %s"
              .formatted(expireAfter, gatewayGrace, tellEvery));
    }
  }
}
