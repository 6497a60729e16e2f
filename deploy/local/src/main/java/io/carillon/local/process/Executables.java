package io.carillon.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds programs of the machine on its search path.
public final class Executables {
  private Executables() {}

  /// The program of that name, when the machine has it.
  public static Optional<Path> find(String name) {
    return Stream.of(
            System.getenv()
                .getOrDefault("PATH", "/usr/bin:/bin")
                .split(Pattern.quote(File.pathSeparator), -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
