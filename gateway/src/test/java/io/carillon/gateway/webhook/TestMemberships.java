package io.carillon.gateway.webhook;

import io.carillon.gateway.membership.AppRules;
import io.carillon.gateway.membership.MembershipConfig;
import java.time.Duration;

/// The settings of memberships as they are when nothing is set, but counts: more than three
/// subscribers are many.
record TestMemberships() implements MembershipConfig {
  /// Apps that count and have no limit.
  static final AppRules RULES =
      new AppRules() {
        @Override
        public int membersMax(String app) {
          return Integer.MAX_VALUE;
        }

        @Override
        public long connectionsMax(String app) {
          return Long.MAX_VALUE;
        }

        @Override
        public long channelsMax(String app) {
          return Long.MAX_VALUE;
        }

        @Override
        public boolean countsSubscriptions(String app) {
          return app.equals("app");
        }
      };

  @Override
  public Duration beat() {
    return Duration.ofMillis(250);
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(6);
  }

  @Override
  public Duration grace() {
    return Duration.ofSeconds(3);
  }

  @Override
  public Duration countInterval() {
    return Duration.ofMillis(100);
  }

  @Override
  public int everyCountUpTo() {
    return 3;
  }

  @Override
  public Duration largeCountInterval() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration admitWithin() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration goneKept() {
    return Duration.ofMinutes(10);
  }
}
