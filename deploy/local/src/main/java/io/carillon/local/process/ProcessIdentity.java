package io.carillon.local.process;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One process of this machine, for good: the operating system gives process ids out again, so an
/// id alone may name somebody else's process tomorrow. A process that does not tell its start is
/// never taken for ours.
///
/// @param started when it started, in the system's own words, to be compared only
public record ProcessIdentity(long pid, String started) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  // Counted after the name, which stands in brackets and may hold spaces.
  private static final int STARTED_AFTER_NAME = 20;

  /// The identity of a process that lives now, empty when it is gone already.
  public static Optional<ProcessIdentity> of(ProcessHandle handle) {
    return started(handle).map(started -> new ProcessIdentity(handle.pid(), started));
  }

  /// The process, while it lives.
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(this::isOf);
  }

  /// Whether the process lives.
  public boolean alive() {
    return handle().isPresent();
  }

  /// Asks it to stop in good order, and ends it when it has not done so in time. Blocking.
  public void stop(Signal politeSignal, Duration patience) {
    handle().ifPresent(process -> Signals.stop(process, politeSignal, patience));
  }

  /// Ends it at once (SIGKILL), as a crash would. Blocking until it and the processes that it had
  /// started are gone, which notice its death by themselves.
  public void kill() {
    handle().ifPresent(ProcessIdentity::killWithChildren);
  }

  private static void killWithChildren(ProcessHandle process) {
    var children = process.descendants().toList();
    Signals.stop(process, Signal.KILL, PATIENCE);
    for (var child : children) {
      if (!Signals.awaitExit(child, PATIENCE)) {
        Signals.send(child, Signal.KILL);
      }
    }
  }

  private boolean isOf(ProcessHandle handle) {
    return handle.isAlive() && started(handle).filter(started::equals).isPresent();
  }

  // Linux tells it in ticks since the machine started, which no change of the clock moves; what the
  // JDK makes of it
  // moves with the clock, even between two processes that ask.
  private static Optional<String> started(ProcessHandle handle) {
    try {
      var stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
      var afterName = stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1);
      return Optional.of("tick " + afterName[STARTED_AFTER_NAME]);
    } catch (IOException notLinuxOrGone) {
      return handle.info().startInstant().map(Object::toString);
    }
  }
}
