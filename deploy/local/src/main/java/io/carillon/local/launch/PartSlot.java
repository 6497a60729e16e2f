package io.carillon.local.launch;

import io.carillon.local.launch.PlannedPart.Layer;
import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.part.Part;
import io.carillon.local.process.Program.Signal;
import io.carillon.local.process.RunningProgram;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A planned part and its process of the moment. Touched only under the lock of its [Stack].
final class PartSlot {
  private final PlannedPart planned;
  private Phase phase = Phase.WAITING;
  private @Nullable RunningProgram program;
  private Signal politeSignal = Signal.TERM;
  private long startedNanos;
  private long readyNanos;

  PartSlot(PlannedPart planned) {
    this.planned = planned;
  }

  String name() {
    return planned.name();
  }

  Part part() {
    return planned.part();
  }

  Layer layer() {
    return planned.layer();
  }

  Set<String> after() {
    return planned.after();
  }

  Phase starting() {
    startedNanos = System.nanoTime();
    phase = Phase.STARTING;
    return phase;
  }

  void launched(RunningProgram running) {
    program = running;
    politeSignal = running.politeSignal();
  }

  /// It answers; unless it was ended meanwhile.
  boolean ready(RunningProgram running) {
    if (program != running) {
      return false;
    }
    readyNanos = System.nanoTime();
    phase = Phase.UP;
    return true;
  }

  /// It did not come up. Its process, if it still runs, is kept to be stopped.
  Phase failed() {
    phase = Phase.DOWN;
    return phase;
  }

  /// Its process ended; says whether that was while it was up.
  boolean ended(RunningProgram ended) {
    if (program != ended) {
      return false;
    }
    var wasUp = phase == Phase.UP;
    program = null;
    phase = Phase.DOWN;
    return wasUp;
  }

  /// From now on it is down; gives the process that is to be stopped.
  Optional<RunningProgram> takenDown() {
    var running = Optional.ofNullable(program);
    phase = Phase.DOWN;
    return running;
  }

  PartView view() {
    var until = phase == Phase.UP ? readyNanos : System.nanoTime();
    var took = phase == Phase.WAITING ? Duration.ZERO : Duration.ofNanos(until - startedNanos);
    return new PartView(name(), phase, part().port(), took);
  }

  PartState state() {
    var process = Optional.ofNullable(program).map(RunningProgram::identity);
    return new PartState(name(), phase, part().port(), process, politeSignal);
  }
}
