package io.carillon.local.process;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends signals to processes that were identified before. Blocking.
final class Signals {
  private Signals() {}

  static void send(ProcessHandle process, Signal signal) {
    switch (signal) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT -> interrupt(process);
    }
  }

  /// Asks to stop in good order, and no longer asks when the patience is over.
  static void stop(ProcessHandle process, Signal politeSignal, Duration patience) {
    send(process, politeSignal);
    if (!awaitExit(process, patience)) {
      send(process, Signal.KILL);
      awaitExit(process, patience);
    }
  }

  static boolean awaitExit(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  // The JDK knows only TERM and KILL.
  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException noKillCommand) {
      process.destroy();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
