package io.carillon.leaderboard.api;

import io.carillon.leaderboard.domain.BoardCommand;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.stream.CommandLog;
import io.carillon.leaderboard.stream.WriteOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Sends a command and comes back to the request's own event loop with the outcome.
@ApplicationScoped
class Submission {

  private final CommandLog commands;
  private final Vertx vertx;
  private final MeterRegistry meters;
  private final Timer timer;

  @Inject
  Submission(CommandLog commands, Vertx vertx, MeterRegistry meters) {
    this.vertx = vertx;
    this.commands = commands;
    this.meters = meters;
    this.timer = Timer.builder("leaderboard.writes").publishPercentileHistogram().register(meters);
  }

  Uni<WriteOutcome> of(BoardId board, BoardCommand command) {
    var context = vertx.getOrCreateContext();
    var begun = Timer.start(meters);
    return Uni.createFrom()
        .completionStage(() -> commands.submit(board, command))
        .emitOn(task -> context.runOnContext(_ -> task.run()))
        .invoke(() -> begun.stop(timer));
  }
}
