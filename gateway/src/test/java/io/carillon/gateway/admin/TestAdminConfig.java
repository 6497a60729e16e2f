package io.carillon.gateway.admin;

import java.time.Duration;
import java.util.Optional;

/// Settings as they are when nothing is set, and others.
record TestAdminConfig(
    Optional<String> audience, boolean readOnly, Duration answerWithin, int changesMax)
    implements AdminConfig {
  static final TestAdminConfig OPEN =
      new TestAdminConfig(Optional.empty(), false, Duration.ofSeconds(5), 16);

  TestAdminConfig forAudience(String name) {
    return new TestAdminConfig(Optional.of(name), readOnly, answerWithin, changesMax);
  }

  TestAdminConfig closed() {
    return new TestAdminConfig(audience, true, answerWithin, changesMax);
  }

  TestAdminConfig within(Duration time, int changes) {
    return new TestAdminConfig(audience, readOnly, time, changes);
  }

  @Override
  public Roles roles() {
    return new Roles() {
      @Override
      public String viewer() {
        return "viewer";
      }

      @Override
      public String developer() {
        return "developer";
      }

      @Override
      public String operator() {
        return "operator";
      }
    };
  }
}
