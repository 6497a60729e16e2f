package io.carillon.local.launch;

import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a launcher has started, as it stands in the state file.
///
/// @param control where the launcher takes requests
record StackState(Recorded launcher, String control, List<PartState> parts) {

  /// A process, in plain numbers.
  record Recorded(long pid, long startedAt) {
    static Recorded of(ProcessIdentity process) {
      return new Recorded(process.pid(), process.startedAt().toEpochMilli());
    }

    ProcessIdentity identity() {
      return new ProcessIdentity(pid, Instant.ofEpochMilli(startedAt));
    }
  }

  /// One part.
  ///
  /// @param process empty while it has none
  record PartState(
      String name, Phase phase, int port, Optional<Recorded> process, Signal politeSignal) {

    boolean alive() {
      return process.map(Recorded::identity).filter(ProcessIdentity::alive).isPresent();
    }
  }

  /// Where a part stands.
  enum Phase {
    WAITING,
    STARTING,
    UP,
    DOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  StackState {
    parts = List.copyOf(parts);
  }

  boolean running() {
    return launcher.identity().alive();
  }
}
