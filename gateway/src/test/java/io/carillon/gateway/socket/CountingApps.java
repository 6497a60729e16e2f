package io.carillon.gateway.socket;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/// The development app, which counts subscriptions, and one that does not.
public final class CountingApps implements QuarkusTestResourceLifecycleManager {
  private static final String APPS =
      """
      [{"id":"app-id","key":"app-key","secret":"app-secret","subscriptionCounts":true},
       {"id":"quiet","key":"quiet-key","secret":"quiet-secret"}]
      """;

  @Override
  public Map<String, String> start() {
    try {
      var file = Files.createTempFile("carillon-test-apps-", ".json");
      file.toFile().deleteOnExit();
      return Map.of("carillon.apps.file", Files.writeString(file, APPS).toString());
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the apps file", broken);
    }
  }

  @Override
  public void stop() {
    // The file goes with the JVM.
  }

  /// After the parts, whose apps file it replaces.
  @Override
  public int order() {
    return 1;
  }
}
