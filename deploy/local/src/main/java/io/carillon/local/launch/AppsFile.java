package io.carillon.local.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.part.DevelopmentApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The apps that the stack starts with: the file of `CARILLON_APPS_FILE`, or the development app
/// alone.
final class AppsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AppsFile() {}

  /// What an application is configured with to use an app.
  record Credentials(String id, String key, String secret) {}

  static Path path(StackOptions options, Home home) {
    var set = options.setting("CARILLON_APPS_FILE");
    return set.isEmpty() ? home.apps() : Path.of(set).toAbsolutePath();
  }

  /// Writes the development app, or looks whether the file that was named is there.
  static void prepare(StackOptions options, Home home, String issuer) throws IOException {
    var path = path(options, home);
    if (!options.setting("CARILLON_APPS_FILE").isEmpty()) {
      if (!Files.isReadable(path)) {
        throw new LaunchFailed("CARILLON_APPS_FILE names " + path + ", which cannot be read.");
      }
      return;
    }
    var webhook = options.setting("CARILLON_WEBHOOK_URL");
    Files.writeString(
        path,
        DevelopmentApp.appsFile(
            Optional.of(issuer), webhook.isEmpty() ? Optional.empty() : Optional.of(webhook)));
  }

  /// The first app of the file, to show to the person. The parts check the file, not this.
  static Optional<Credentials> first(Path file) throws IOException {
    try {
      var app = JSON.readTree(file.toFile()).path(0);
      return app.hasNonNull("id")
          ? Optional.of(
              new Credentials(
                  app.path("id").asText(), app.path("key").asText(), app.path("secret").asText()))
          : Optional.empty();
    } catch (JsonProcessingException noJson) {
      throw new LaunchFailed(file + " is not JSON: " + noJson.getOriginalMessage(), noJson);
    }
  }
}
