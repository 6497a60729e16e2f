package io.carillon.gateway.socket;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two apps, the first with two keys and without watchlists, on topics of their own.
public final class TwoApps implements QuarkusTestResourceLifecycleManager {
  private static final String APPS =
      """
      [{"id":"quiet","keys":[{"key":"quiet-key","secret":"quiet-secret-1"},{"key":"quiet-new","secret":"quiet-secret-2"}]},
       {"id":"loud","key":"loud-key","secret":"loud-secret-1","watchlist":true}]
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
      return Map.of("carillon.apps.file", file.toString(), "carillon.topics.prefix", "two-apps.");
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
