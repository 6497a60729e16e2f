package io.carillon.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Apps of a test's own, in a file that goes with it, and further settings; all above what the
/// local parts say.
public class AppsFile implements QuarkusTestResourceLifecycleManager {
  private final String apps;
  private final Map<String, String> settings;
  private @Nullable Path file;

  /// What the test starts with.
  ///
  /// @param apps the JSON list
  protected AppsFile(String apps, Map<String, String> settings) {
    this.apps = apps;
    this.settings = settings;
  }

  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    try {
      var written = Files.writeString(Files.createTempFile("carillon-test-apps-", ".json"), apps);
      file = written;
      var all = new HashMap<>(settings);
      all.put("carillon.apps.file", written.toString());
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the apps file", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (file != null) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the apps file", e);
    }
  }
}
