package io.carillon.gateway.socket;

import io.carillon.gateway.AppsFile;
import java.util.Map;

/// Apps that are particular about who connects, and how.
public final class RuledApps extends AppsFile {
  private static final String APPS =
      """
      [{"id":"plain","key":"plain-key","secret":"plain-secret-1"},
       {"id":"paused","key":"paused-key","secret":"paused-secret-1","paused":true},
       {"id":"sealed","key":"sealed-key","secret":"sealed-secret-1","tlsOnly":true},
       {"id":"shop","key":"shop-key","secret":"shop-secret-1","origins":["https://shop.example"]},
       {"id":"members","key":"members-key","secret":"members-secret","authorizedConnections":true}]
      """;

  public RuledApps() {
    super(APPS, Map.of("carillon.topics.prefix", "ruled."));
  }
}
