package io.carillon.gateway.limit;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.AppLimits;
import java.util.List;
import java.util.Set;

/// Apps with limits, for tests.
final class LimitedApp {
  private LimitedApp() {}

  static App messages(String id, long perDay, long perSecond) {
    return app(id, perDay, perSecond, AppLimits.NONE);
  }

  static App calls(String id, long perSecond) {
    return app(id, AppLimits.NONE, AppLimits.NONE, perSecond);
  }

  private static App app(String id, long perDay, long perSecond, long calls) {
    var d = AppLimits.DEFAULT;
    var limits =
        new AppLimits(
            d.connections(),
            perDay,
            perSecond,
            calls,
            d.clientEventsPerSecond(),
            d.subscriptionsPerConnection(),
            d.channels(),
            d.presenceMembers(),
            d.eventBytes(),
            d.batchEvents());
    return new App(
        id,
        id,
        List.of(new AppKey(id + "-key", "secret")),
        Set.of(),
        false,
        List.of(),
        List.of(),
        limits,
        null);
  }
}
