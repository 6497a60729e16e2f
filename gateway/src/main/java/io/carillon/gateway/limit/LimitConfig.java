package io.carillon.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What one address may ask of this gateway, and how limits are told of. What an app may use stands
/// in its own settings.
@ConfigMapping(prefix = "carillon.limits")
public interface LimitConfig {
  /// New sockets of one address; above, they are closed with 4100.
  Connections connections();

  /// Signatures of one address that were wrong; above, its requests are answered 429 and its
  /// sockets closed with 4100 before any signature is looked at.
  AuthFailures authFailures();

  /// Addresses and ranges (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed. Without
  /// any, everybody behind a proxy is one address.
  Optional<List<String>> trustedProxies();

  /// Addresses that are remembered at most; the ones unheard of for longest are forgotten, and
  /// begin anew.
  @WithDefault("50000")
  int addressesMax();

  /// That an app comes near a limit or reaches it is told once in this time.
  @WithDefault("10m")
  Duration tellEvery();

  /// How often the day's numbers are written, for gateways that start. One that crashed loses
  /// nothing: the log is read again from before that.
  @WithDefault("2s")
  Duration usageInterval();

  interface Connections {
    /// In the long run; none for no limit.
    OptionalInt perSecond();

    /// At once: a page with its frames, an office behind one address.
    @WithDefault("200")
    int burst();
  }

  interface AuthFailures {
    /// In the long run; none for no limit.
    OptionalInt perSecond();

    /// At once: an app with a wrong secret fails with every request.
    @WithDefault("200")
    int burst();
  }
}
