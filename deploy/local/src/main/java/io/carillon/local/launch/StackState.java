package io.carillon.local.launch;

import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a launcher has started, as it stands in the state file.
///
/// @param control where the launcher takes requests
record StackState(ProcessIdentity launcher, String control, List<PartState> parts) {

  /// One part.
  ///
  /// @param process empty while it has none
  record PartState(
      String name, Phase phase, int port, Optional<ProcessIdentity> process, Signal politeSignal) {

    boolean alive() {
      return process.filter(ProcessIdentity::alive).isPresent();
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
    return launcher.alive();
  }
}
