package io.carillon.gateway.webhook;

import io.carillon.gateway.Defaults;
import io.carillon.gateway.membership.AppRules;
import io.carillon.gateway.membership.MembershipConfig;
import java.util.Map;

/// How memberships are folded in these tests.
final class TestMemberships {
  /// As when nothing is set, but that more than three subscribers are many.
  static final MembershipConfig CONFIG =
      Defaults.of(MembershipConfig.class, Map.of("carillon.membership.every-count-up-to", "3"));

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

  private TestMemberships() {}
}
