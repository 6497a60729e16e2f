package io.carillon.local.process;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A program that was started here. It runs in a session of its own where the machine has `setsid`,
/// so that Ctrl-C in a terminal reaches its starter alone, which then stops the parts in their
/// order.
public final class RunningProgram {
  private static final Optional<Path> SETSID = Executables.find("setsid");

  private static final int LINE_SHOWN = 300;

  private final Program program;
  private final Process process;
  private final ProcessIdentity identity;

  private RunningProgram(Program program, Process process) {
    this.program = program;
    this.process = process;
    this.identity =
        ProcessIdentity.of(process.toHandle())
            .orElseGet(() -> new ProcessIdentity(process.pid(), "ended at once"));
  }

  /// Starts the program; its output is appended to its log.
  public static RunningProgram start(Program program) throws IOException {
    var command = new ArrayList<String>();
    SETSID.ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(program.command());
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(program.environment());
    Files.createDirectories(program.log().toAbsolutePath().getParent());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new RunningProgram(program, builder.start());
  }

  /// Which process it is, also after its end.
  public ProcessIdentity identity() {
    return identity;
  }

  /// The signal that asks it to stop in good order.
  public Signal politeSignal() {
    return program.politeSignal();
  }

  /// Whether it runs.
  public boolean alive() {
    return process.isAlive();
  }

  /// Completes with the exit code when it ends, whoever ends it.
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Asks it to stop in good order, and ends it when it has not done so in time. Blocking.
  public void stop(Duration patience) {
    if (process.isAlive()) {
      Signals.stop(process.toHandle(), program.politeSignal(), patience);
    }
  }

  /// Ends it at once (SIGKILL), as a crash would. Blocking until it and its children are gone.
  public void kill() {
    identity.kill();
  }

  /// The last lines that it wrote, for a message to a person.
  public List<String> lastLines(int count) {
    try {
      var lines = Files.readAllLines(program.log());
      return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
          .map(line -> line.substring(0, Math.min(line.length(), LINE_SHOWN)))
          .toList();
    } catch (IOException noLog) {
      return List.of("(no log at " + program.log() + ": " + noLog.getMessage() + ")");
    }
  }
}
