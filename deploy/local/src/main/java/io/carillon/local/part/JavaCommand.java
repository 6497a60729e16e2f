package io.carillon.local.part;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of child JVMs: the JDK that runs this one, with options, a class path and a main
/// class.
final class JavaCommand {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private JavaCommand() {}

  static List<String> of(
      List<String> options, List<Path> classPath, Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(JAVA.toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(java.io.File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  static List<String> ofJar(List<String> options, Path jar) {
    var command = new ArrayList<String>();
    command.add(JAVA.toString());
    command.addAll(options);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /// Where the classes of this module are: a jar, or a directory while it is built.
  static Path ownClasses() {
    try {
      return Path.of(JavaCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException unreadable) {
      throw new IllegalStateException("cannot tell where Carillon's classes are", unreadable);
    }
  }
}
