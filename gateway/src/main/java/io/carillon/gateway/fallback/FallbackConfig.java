package io.carillon.gateway.fallback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The HTTP fallback transports of this gateway.
@ConfigMapping(prefix = "carillon.fallback")
public interface FallbackConfig {
  /// Without them their paths are unknown ones, and clients have WebSockets alone.
  @WithDefault("true")
  boolean enabled();

  /// The host that clients ask for the rest of a session, told when it opens. For clusters whose
  /// load balancer cannot send all requests of a session to one gateway; each gateway then has a
  /// name of its own. It has no port: that of the first request stays.
  Optional<String> hostname();

  /// Sessions of this gateway; above, new ones are closed with 4100. They count among the sockets
  /// (`carillon.socket.connections-max`) as well.
  @WithDefault("2000")
  int sessionsMax();

  /// A session that has had no receiver for so long is dropped. Shorter, and a client on a slow
  /// line loses its session between two requests; longer, and members who left stay longer.
  @WithDefault("10s")
  Duration absenceMax();

  /// After so long without a line one is sent that says nothing. Keep it below the time after which
  /// proxies give up on a silent answer.
  @WithDefault("25s")
  Duration heartbeat();
}
