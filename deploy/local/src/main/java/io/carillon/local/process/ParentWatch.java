package io.carillon.local.process;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Ends a program when this JVM ends, even by SIGKILL, and deletes the program's directory: a shell
/// waits at the other end of a pipe for the end of this process. For programs that must not outlive
/// their starter, as in tests. A process that was given the program's id since is left alone.
public final class ParentWatch {
  private static final String SCRIPT =
      """
      started() { cut -d ' ' -f 22 "/proc/$1/stat" 2>/dev/null || ps -o lstart= -p "$1" 2>/dev/null; }
      known=$(started "$0")
      read -r nothing
      [ "$(started "$0")" = "$known" ] || { rm -rf "$2"; exit; }
      kill -"$1" "$0" 2>/dev/null
      tries=0
      while kill -0 "$0" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
      kill -KILL "$0" 2>/dev/null
      rm -rf "$2"
      """;

  private ParentWatch() {}

  /// Starts to watch; gives the watcher.
  public static ProcessIdentity over(ProcessIdentity program, Signal signal, Path directory) {
    try {
      var shell =
          new ProcessBuilder(
                  "/bin/sh",
                  "-c",
                  SCRIPT,
                  Long.toString(program.pid()),
                  signal.name(),
                  directory.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return ProcessIdentity.of(shell.toHandle())
          .orElseThrow(() -> new IllegalStateException("the watcher of " + program + " is gone"));
    } catch (IOException noShell) {
      throw new UncheckedIOException("cannot watch " + program, noShell);
    }
  }
}
