package io.carillon.gateway.limit;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.gateway.limit.Refusal.OverRate;
import java.time.InstantSource;
import java.util.Optional;

/// Decides whether an app may make one more call of the HTTP API now.
///
/// Gateways tell each other five times a second how many there were; what is too much by then is
/// owed and taken from the seconds after. Thread-safe, takes no lock.
public final class ApiCalls {
  private final Traffic traffic;
  private final LimitAlerts alerts;
  private final InstantSource clock;

  ApiCalls(Traffic traffic, LimitAlerts alerts, InstantSource clock) {
    this.traffic = traffic;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Counts a call, or says why it is refused.
  public Optional<Refusal> take(App app) {
    long perSecond = app.limits().apiCallsPerSecond();
    if (perSecond == AppLimits.NONE) {
      return Optional.empty();
    }
    long slot = RecentCounts.slotOf(clock.millis());
    AppTraffic ofApp = traffic.of(app.id());
    long used = ofApp.calls().used(slot, perSecond) + 1;
    if (used > perSecond) {
      alerts.refused(app.id(), Limit.API_CALLS_PER_SECOND, perSecond);
      return Optional.of(
          new OverRate(
              Limit.API_CALLS_PER_SECOND,
              perSecond,
              MessageQuota.retryAfter(used - perSecond, perSecond)));
    }
    ofApp.callHere(slot);
    alerts.used(app.id(), Limit.API_CALLS_PER_SECOND, used, perSecond);
    return Optional.empty();
  }
}
