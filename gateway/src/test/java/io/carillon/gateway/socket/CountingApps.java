package io.carillon.gateway.socket;

import io.carillon.gateway.AppsFile;
import java.util.Map;

/// The development app, which counts subscriptions, and one that does not.
public final class CountingApps extends AppsFile {
  private static final String APPS =
      """
      [{"id":"app-id","key":"app-key","secret":"app-secret","subscriptionCounts":true},
       {"id":"quiet","key":"quiet-key","secret":"quiet-secret"}]
      """;

  public CountingApps() {
    super(APPS, Map.of());
  }
}
