package io.carillon.local.launch;

import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.process.Program.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/// Processes that a killed launcher left behind. Found by the process id *and* start time that it
/// recorded: an id that the machine has given to another program since is left alone.
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftovers() {}

  /// Stops what still runs, the database last, and says what that was.
  static List<PartState> stop(StackState lastRun) {
    var alive = lastRun.parts().stream().filter(PartState::alive).toList();
    var database = alive.stream().filter(part -> part.politeSignal() == Signal.INT).toList();
    var others = alive.stream().filter(part -> part.politeSignal() != Signal.INT).toList();
    stopAtOnce(others);
    stopAtOnce(database);
    return alive;
  }

  private static void stopAtOnce(List<PartState> parts) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var part : parts) {
        part.process()
            .ifPresent(
                process -> threads.execute(() -> process.stop(part.politeSignal(), PATIENCE)));
      }
    } // waits for all
  }
}
