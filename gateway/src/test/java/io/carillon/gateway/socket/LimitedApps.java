package io.carillon.gateway.socket;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Apps with a limit each, and one without.
public final class LimitedApps implements QuarkusTestResourceLifecycleManager {
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

  private @Nullable Path apps;

  @Override
  public int order() {
    return 1; // above what the local parts say
  }

  @Override
  public Map<String, String> start() {
    try {
      var file = Files.writeString(Files.createTempFile("carillon-apps", ".json"), APPS);
      apps = file;
      return Map.of("carillon.apps.file", file.toString(), "carillon.topics.prefix", "limited.");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (apps != null) {
        Files.delete(apps);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up", e);
    }
  }
}
