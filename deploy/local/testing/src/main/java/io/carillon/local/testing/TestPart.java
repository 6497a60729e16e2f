package io.carillon.local.testing;

import io.carillon.local.part.Part;
import io.carillon.local.part.RunningPart;
import io.carillon.local.process.ParentWatch;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One part's process in a test. It ends with this JVM, however that ends, if not before.
///
/// Which process it is stands in system properties, not in fields: Quarkus loads the classes of a
/// test in several class loaders of one JVM, and each must reach the one process.
final class TestPart {
  // Generous: several builds may share a small machine.
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Part part;
  private final Path directory;
  private final Signal endedBy;
  private final String property;

  private TestPart(Part part, Path directory, Signal endedBy) {
    this.part = part;
    this.directory = directory;
    this.endedBy = endedBy;
    this.property = "io.carillon.test.process." + part.name() + "." + part.port();
  }

  /// A part that nothing is lost with when it is killed.
  static TestPart killable(Part part, Path directory) {
    return new TestPart(part, directory, Signal.KILL);
  }

  /// A part that leaves traces in the machine unless it stops in good order.
  static TestPart stoppable(Part part, Path directory) {
    return new TestPart(part, directory, Signal.INT);
  }

  /// Starts its process, which may not answer yet.
  RunningPart launch() {
    try {
      var running = RunningPart.start(part);
      var process = running.program().identity();
      remember(property, process);
      remember(watch(), ParentWatch.over(process, endedBy, directory));
      return running;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot start " + part.name(), broken);
    }
  }

  static void awaitReady(RunningPart running) {
    running.awaitReady(START);
  }

  void kill9() {
    recalled(watch()).ifPresent(ProcessIdentity::kill);
    recalled(property).ifPresent(ProcessIdentity::kill);
  }

  /// Starts it again, ending it first when it runs.
  void restart() {
    stop();
    awaitReady(launch());
  }

  void stop() {
    recalled(watch()).ifPresent(ProcessIdentity::kill);
    recalled(property).ifPresent(process -> process.stop(endedBy, STOP));
  }

  long pid() {
    return recalled(property).orElseThrow().pid();
  }

  private String watch() {
    return property + ".watch";
  }

  private static void remember(String property, ProcessIdentity process) {
    System.setProperty(property, process.pid() + "@" + process.started());
  }

  private static Optional<ProcessIdentity> recalled(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .map(text -> text.split("@", 2))
        .map(parts -> new ProcessIdentity(Long.parseLong(parts[0]), parts[1]));
  }
}
