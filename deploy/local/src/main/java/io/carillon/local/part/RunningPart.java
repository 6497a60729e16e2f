package io.carillon.local.part;

import io.carillon.local.process.RunningProgram;
import io.carillon.local.process.Waiting;
import java.io.IOException;
import java.time.Duration;

/// A part with its process.
public record RunningPart(Part part, RunningProgram program) {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int LINES_SHOWN = 10;

  /// Starts the part's process; it may not answer yet. Blocking.
  public static RunningPart start(Part part) throws IOException {
    return new RunningPart(part, RunningProgram.start(part.prepare()));
  }

  /// Waits until the part answers.
  ///
  /// @throws PartFailed when its process ended or the patience is over, with the end of its log
  public RunningPart awaitReady(Duration patience) {
    var done = Waiting.until(patience, STEP, () -> !program.alive() || part.ready());
    if (!done || !program.alive()) {
      var why =
          done
              ? "ended while starting (code " + program.exit().join() + ")"
              : "is not ready after " + patience.toSeconds() + " s";
      throw new PartFailed(part.name() + " " + why, program.lastLines(LINES_SHOWN));
    }
    return this;
  }
}
