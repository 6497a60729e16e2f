package io.carillon.presence.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.carillon.presence.PresenceConfig;
import io.carillon.presence.domain.ActionWindow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/// How often each user may join and leave, as far as this instance sees it. For any thread.
@ApplicationScoped
class ActionLimits {
  private final Cache<User, ActionWindow> windows;
  private final InstantSource clock;
  private final Counter refused;
  private final int perMinute;

  @Inject
  ActionLimits(PresenceConfig config, InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    this.perMinute = config.actions().perMinute();
    this.refused = meters.counter("carillon.presence.actions.refused");
    this.windows =
        Caffeine.newBuilder()
            .maximumSize(config.actions().usersMax())
            .expireAfterAccess(ActionWindow.SPAN)
            .build();
    Gauge.builder("carillon.presence.actions.users", windows, Cache::estimatedSize)
        .register(meters);
  }

  /// Takes one action: zero, or how long the user has to wait.
  Duration take(String app, String userId) {
    var window = windows.get(new User(app, userId), _ -> new ActionWindow(perMinute));
    var wait = window.take(clock.instant());
    if (!wait.isZero()) {
      refused.increment();
    }
    return wait;
  }

  int perMinute() {
    return perMinute;
  }

  private record User(String app, String id) {}
}
