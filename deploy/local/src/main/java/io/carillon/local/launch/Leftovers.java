package io.carillon.local.launch;

import io.carillon.local.launch.StackState.PartState;
import java.time.Duration;
import java.util.List;

/// Processes that a killed launcher left behind. Found by the process id *and* start time that it
/// recorded: an id that the machine has given to another program since is left alone.
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftovers() {}

  /// Stops what still runs, the last started first, and says what that was.
  static List<PartState> stop(StackState lastRun) {
    var alive = lastRun.parts().reversed().stream().filter(PartState::alive).toList();
    for (var part : alive) {
      part.process().ifPresent(process -> process.stop(part.politeSignal(), PATIENCE));
    }
    return alive;
  }
}
