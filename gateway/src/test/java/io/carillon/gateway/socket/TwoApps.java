package io.carillon.gateway.socket;

import io.carillon.gateway.AppsFile;
import java.util.Map;

/// Two apps, the first with two keys and without watchlists, on topics of their own.
public final class TwoApps extends AppsFile {
  private static final String APPS =
      """
      [{"id":"quiet","keys":[{"key":"quiet-key","secret":"quiet-secret-1"},{"key":"quiet-new","secret":"quiet-secret-2"}]},
       {"id":"loud","key":"loud-key","secret":"loud-secret-1","watchlist":true}]
      """;

  public TwoApps() {
    super(APPS, Map.of("carillon.topics.prefix", "two-apps."));
  }
}
