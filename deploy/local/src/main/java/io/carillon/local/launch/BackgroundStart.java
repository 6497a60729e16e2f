package io.carillon.local.launch;

import io.carillon.local.part.Workspace;
import io.carillon.local.process.Program;
import io.carillon.local.process.RunningProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a launcher that outlives this process, and repeats what it says until it is ready.
final class BackgroundStart {
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final List<String> JAVA_OPTIONS =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Home home;
  private final Workspace workspace;
  private final StackOptions options;

  BackgroundStart(Home home, Workspace workspace, StackOptions options) {
    this.home = home;
    this.workspace = workspace;
    this.options = options;
  }

  /// Blocking; gives the exit code: 0 when the stack is ready.
  int run(PrintStream out) throws IOException, InterruptedException {
    home.created();
    home.turnLog("launcher");
    var log = home.log("launcher");
    var launcher = RunningProgram.start(Program.of(command(), Map.of(), log));
    var giveUp = new Thread(() -> launcher.stop(STOP), "give-up");
    Runtime.getRuntime().addShutdownHook(giveUp); // Ctrl-C while waiting stops what was started
    try (var lines = Files.newBufferedReader(log)) {
      if (repeatUntilReady(lines, launcher, out)) {
        Runtime.getRuntime().removeShutdownHook(giveUp);
        return 0;
      }
      return Carillon.FAILED;
    }
  }

  private static boolean repeatUntilReady(
      BufferedReader lines, RunningProgram launcher, PrintStream out)
      throws IOException, InterruptedException {
    while (true) {
      var mayEnd = !launcher.alive(); // asked before the log: what it wrote last is still read
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        if (line.equals(ReadyMessage.READY)) {
          return true;
        }
      }
      if (mayEnd) {
        return false;
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.add("-Dcarillon.root=" + workspace.root());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Carillon.class.getName());
    command.add("up");
    command.add("--gateways=" + options.gateways());
    command.add("--brokers=" + options.brokers());
    if (!options.only().isEmpty()) {
      command.add("--only=" + String.join(",", options.only()));
    }
    return command;
  }
}
