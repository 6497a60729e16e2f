package io.carillon.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Directories in which the parts keep their data while a test runs.
final class TestDirectory {
  private TestDirectory() {}

  static Path create(String name) {
    try {
      return Files.createTempDirectory("carillon-test-" + name + "-");
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot make a directory for " + name, broken);
    }
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot delete " + directory, broken);
    }
  }
}
