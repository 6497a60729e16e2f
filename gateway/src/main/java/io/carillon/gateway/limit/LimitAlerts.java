package io.carillon.gateway.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Tells that an app comes near a limit (80 %) or reaches it (100 %): one log line for each app,
/// limit and level in a period, however often it happens. Thread-safe.
///
/// What is held: two entries for each app and limit that was near in the last period, at most.
public final class LimitAlerts {
  private static final Logger LOG = Logger.getLogger(LimitAlerts.class);
  private static final int NEAR_PERCENT = 80;
  private static final int REACHED_PERCENT = 100;

  private record Level(String app, Limit limit, int percent) {}

  private final Duration period;
  private final InstantSource clock;
  private final Sink sink;
  private final Map<Level, Long> told = new ConcurrentHashMap<>();

  /// Where it is told.
  public interface Sink {
    /// An app reached so many percent of a limit, for the first time in a period.
    void reached(String app, Limit limit, int percent);

    /// Something was refused.
    void refused(String app, Limit limit);
  }

  LimitAlerts(Duration period, InstantSource clock, Sink sink) {
    this.period = period;
    this.clock = clock;
    this.sink = sink;
  }

  /// An app uses so much of what it may use.
  public void used(String app, Limit limit, long used, long max) {
    if (used * 100.0 < max * (double) NEAR_PERCENT) {
      return;
    }
    int percent = used >= max ? REACHED_PERCENT : NEAR_PERCENT;
    if (firstInPeriod(new Level(app, limit, percent))) {
      sink.reached(app, limit, percent);
      LOG.warnf(
          "An app is at %d%% of a limit: app=%s limit=%s used=%d max=%d",
          percent, app, limit.setting(), used, max);
    }
  }

  /// Something was refused because of a limit.
  public void refused(String app, Limit limit, long max) {
    sink.refused(app, limit);
    used(app, limit, max, max);
  }

  private boolean firstInPeriod(Level level) {
    long now = clock.millis();
    Long before = told.get(level);
    if (before != null && now - before < period.toMillis()) {
      return false;
    }
    return before == null ? told.putIfAbsent(level, now) == null : told.replace(level, before, now);
  }

  /// Lets go of what was told before the last period.
  void forgetOld() {
    long now = clock.millis();
    told.values().removeIf(time -> now - time >= period.toMillis());
  }

  int size() {
    return told.size();
  }
}
