package io.carillon.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// The directory in which a local stack keeps its data, logs and state: `.carillon`, or
/// `CARILLON_HOME`.
record Home(Path directory) {
  private static final int KEY_BYTES = 32;

  static Home from(Map<String, String> environment, Path root) {
    var set = environment.getOrDefault("CARILLON_HOME", "");
    return new Home((set.isBlank() ? root.resolve(".carillon") : Path.of(set)).toAbsolutePath());
  }

  Home created() throws IOException {
    Files.createDirectories(logs());
    return this;
  }

  Path logs() {
    return directory.resolve("logs");
  }

  Path log(String part) {
    return logs().resolve(part + ".log");
  }

  Path lock() {
    return directory.resolve("lock");
  }

  Path state() {
    return directory.resolve("state.json");
  }

  Path apps() {
    return directory.resolve("apps.json");
  }

  Path postgresql() {
    return directory.resolve("postgresql");
  }

  Path oidc() {
    return directory.resolve("oidc");
  }

  /// One broker and three keep their data apart: a topic with one copy does not become one with
  /// three.
  Path kafka(int brokers) {
    return directory.resolve(brokers == 1 ? "kafka" : "kafka-of-" + brokers);
  }

  /// The key that seals the apps' secrets, made once.
  String platformKey() throws IOException {
    var file = directory.resolve("platform-key");
    if (!Files.exists(file)) {
      var key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      var fresh =
          Files.createTempFile(
              directory,
              "platform-key",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  /// Puts the log of the last run aside, so that logs hold two runs at most.
  void turnLog(String part) throws IOException {
    if (Files.exists(log(part))) {
      Files.move(log(part), logs().resolve(part + ".log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
