package io.carillon.gateway.socket;

import io.carillon.gateway.AppsFile;
import java.util.Map;

/// Apps with a limit each, and one without.
public final class LimitedApps extends AppsFile {
  private static final String APPS =
      """
      [{"id":"seats","key":"seats-key","secret":"seats-secret","limits":{"connections":10}},
       {"id":"rooms","key":"rooms-key","secret":"rooms-secret","limits":{"channels":3}},
       {"id":"daily","key":"daily-key","secret":"daily-secret","clientEvents":true,"limits":{"messagesPerDay":20}},
       {"id":"paced","key":"paced-key","secret":"paced-secret","clientEvents":true,
        "limits":{"messagesPerSecond":10,"clientEventsPerSecond":null}},
       {"id":"calls","key":"calls-key","secret":"calls-secret","limits":{"apiCallsPerSecond":5}},
       {"id":"later","key":"later-key","secret":"later-secret"},
       {"id":"free","key":"free-key","secret":"free-secret","clientEvents":true}]
      """;

  public LimitedApps() {
    super(APPS, Map.of("carillon.topics.prefix", "limited."));
  }
}
