package io.carillon.local.process;

import io.carillon.local.process.Program.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One process of this machine, for good: the operating system gives process ids out again, so an
/// id alone may name somebody else's process tomorrow. A process that does not tell its start time
/// is never taken for ours.
public record ProcessIdentity(long pid, Instant startedAt) {

  // Start times are computed from the boot time, whose seconds the kernel rounds anew in each
  // process.
  private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The identity of a process that lives now, empty when it is gone already.
  public static Optional<ProcessIdentity> of(ProcessHandle handle) {
    return handle.info().startInstant().map(start -> new ProcessIdentity(handle.pid(), start));
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
    return handle.isAlive() && handle.info().startInstant().filter(this::isSameStart).isPresent();
  }

  private boolean isSameStart(Instant other) {
    return Duration.between(startedAt, other).abs().compareTo(CLOCK_ROUNDING) <= 0;
  }
}
