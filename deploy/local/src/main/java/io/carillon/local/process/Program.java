package io.carillon.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How to start one program: its command line, what is added to the environment, and where its
/// output goes.
///
/// @param politeSignal the signal that asks this program to stop in good order
public record Program(
    List<String> command, Map<String, String> environment, Path log, Signal politeSignal) {

  /// The signals that are sent to programs here.
  public enum Signal {
    TERM,
    INT,
    KILL
  }

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a program needs a command");
    }
  }

  /// A program that stops in good order on SIGTERM.
  public static Program of(List<String> command, Map<String, String> environment, Path log) {
    return new Program(command, environment, log, Signal.TERM);
  }

  /// The same program with another signal for stopping in good order.
  public Program stoppedBy(Signal signal) {
    return new Program(command, environment, log, signal);
  }
}
