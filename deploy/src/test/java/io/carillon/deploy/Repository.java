package io.carillon.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// The files of this repository, by their path from its root.
final class Repository {
  private static final Path ROOT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "deploy has a parent");

  private Repository() {}

  static Path path(String fromRoot) {
    return ROOT.resolve(fromRoot);
  }

  static boolean has(String fromRoot) {
    return Files.exists(path(fromRoot));
  }

  static String text(String fromRoot) {
    try {
      return Files.readString(path(fromRoot));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fromRoot, e);
    }
  }

  /// Files below a directory whose name ends so, by their path from the root, sorted.
  static List<String> below(String directory, String ending) {
    try (var files = Files.walk(path(directory))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /// A file of `NAME=value` lines.
  static Properties properties(String fromRoot) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(path(fromRoot))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fromRoot, e);
    }
    return properties;
  }

  /// What stands between the first `<name>` of a pom and its end.
  static String pomValue(String fromRoot, String name) {
    var pom = text(fromRoot);
    int start = pom.indexOf("<" + name + ">") + name.length() + 2;
    return pom.substring(start, pom.indexOf("</" + name + ">", start));
  }
}
