package io.carillon.gateway.socket;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Apps that are particular about who connects, and how.
public final class RuledApps implements QuarkusTestResourceLifecycleManager {
  private static final String APPS =
      """
      [{"id":"plain","key":"plain-key","secret":"plain-secret-1"},
       {"id":"paused","key":"paused-key","secret":"paused-secret-1","paused":true},
       {"id":"sealed","key":"sealed-key","secret":"sealed-secret-1","tlsOnly":true},
       {"id":"shop","key":"shop-key","secret":"shop-secret-1","origins":["https://shop.example"]},
       {"id":"members","key":"members-key","secret":"members-secret","authorizedConnections":true}]
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
      return Map.of("carillon.apps.file", file.toString(), "carillon.topics.prefix", "ruled.");
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
