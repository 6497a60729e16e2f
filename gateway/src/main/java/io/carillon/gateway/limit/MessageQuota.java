package io.carillon.gateway.limit;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.gateway.limit.Refusal.OverDay;
import io.carillon.gateway.limit.Refusal.OverRate;
import io.carillon.gateway.limit.Refusal.TooManyAtOnce;
import java.time.Duration;
import java.time.InstantSource;

/// Decides whether an app may publish so much now: all of it or nothing.
///
/// What all gateways published is known from the log; what this one has admitted and not read back
/// is set aside until then. What other gateways admit in the few milliseconds before it is read
/// here is not known, so that several may together pass a limit by that much: of a rate it is owed
/// and taken from the seconds after, of a day it stays. Thread-safe, takes no lock.
public final class MessageQuota {
  private static final long SECOND_MILLIS = 1000;
  private static final Outcome FREE = new Outcome.Granted(() -> {});

  private final Traffic traffic;
  private final LimitAlerts alerts;
  private final InstantSource clock;

  MessageQuota(Traffic traffic, LimitAlerts alerts, InstantSource clock) {
    this.traffic = traffic;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// What was decided.
  public sealed interface Outcome {
    record Granted(Permit permit) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Messages that may be published.
  public interface Permit {
    /// The log did not take them: they do not count.
    void giveBack();
  }

  /// So many messages are to be published.
  public Outcome take(App app, int messages) {
    long perSecond = app.limits().messagesPerSecond();
    long perDay = app.limits().messagesPerDay();
    if (perSecond == AppLimits.NONE && perDay == AppLimits.NONE) {
      return FREE;
    }
    AppTraffic ofApp = traffic.of(app.id());
    while (true) {
      int underWay = ofApp.underWay();
      Outcome outcome = decide(app, ofApp, (long) underWay + messages, messages);
      if (outcome instanceof Outcome.Refused || ofApp.setAside(underWay, messages)) {
        return outcome;
      }
    }
  }

  private Outcome decide(App app, AppTraffic ofApp, long wanted, int messages) {
    long now = clock.millis();
    long perDay = app.limits().messagesPerDay();
    if (perDay != AppLimits.NONE) {
      // The broker may have begun a day that has not come here yet.
      long day = Math.max(MessageDays.of(now), ofApp.day());
      long ofDay = ofApp.publications(day) + wanted;
      if (ofDay > perDay) {
        return refused(
            app, Limit.MESSAGES_PER_DAY, perDay, new OverDay(perDay, MessageDays.endOf(day)));
      }
      alerts.used(app.id(), Limit.MESSAGES_PER_DAY, ofDay, perDay);
    }
    long perSecond = app.limits().messagesPerSecond();
    if (perSecond != AppLimits.NONE) {
      if (messages > perSecond) {
        return refused(
            app, Limit.MESSAGES_PER_SECOND, perSecond, new TooManyAtOnce(messages, perSecond));
      }
      long used = ofApp.recent().used(RecentCounts.slotOf(now), perSecond) + wanted;
      if (used > perSecond) {
        return refused(
            app,
            Limit.MESSAGES_PER_SECOND,
            perSecond,
            new OverRate(
                Limit.MESSAGES_PER_SECOND, perSecond, retryAfter(used - perSecond, perSecond)));
      }
      alerts.used(app.id(), Limit.MESSAGES_PER_SECOND, used, perSecond);
    }
    return new Outcome.Granted(() -> ofApp.takeBack(messages));
  }

  /// So long it takes until what is too much has come back.
  static Duration retryAfter(long over, long perSecond) {
    return Duration.ofMillis(
        Math.max(SECOND_MILLIS, Math.ceilDiv(over * SECOND_MILLIS, perSecond)));
  }

  private Outcome refused(App app, Limit limit, long max, Refusal refusal) {
    alerts.refused(app.id(), limit, max);
    return new Outcome.Refused(refusal);
  }
}
