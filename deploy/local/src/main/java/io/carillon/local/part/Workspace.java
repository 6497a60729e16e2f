package io.carillon.local.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The checked-out and built source tree, in which the programs of the parts are found.
public record Workspace(Path root) {
  private static final String MARK = "deploy/local/kafka/pom.xml";

  /// The tree that holds the current directory (a module's own one in tests), or `carillon.root`
  /// when that is set.
  public static Workspace find() {
    return Optional.ofNullable(System.getProperty("carillon.root"))
        .map(Path::of)
        .or(Workspace::above)
        .map(Workspace::new)
        .orElseThrow(() ->
            new IllegalStateException(
                "not inside Carillon's source tree: set -Dcarillon.root to its directory"));
  }

  /// The libraries of a part that has a class path of its own.
  public Path libraries(String part) {
    var directory = root.resolve("deploy/local").resolve(part).resolve("target/lib");
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          directory
              + " is missing: build it with mvn -f deploy/local/"
              + part
              + "/pom.xml package");
    }
    return directory;
  }

  /// The runnable jar of a Quarkus module.
  public Path application(String module) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private static Optional<Path> above() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve(MARK)))
        .findFirst();
  }
}
