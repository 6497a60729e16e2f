package io.carillon.leaderboard.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.LogWriter;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.domain.BoardCommand;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.stream.WriteOutcome.Busy;
import io.carillon.leaderboard.stream.WriteOutcome.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends commands to the boards that this instance owns, and waits for what they decide. Any
/// thread; never blocks.
@ApplicationScoped
public class CommandLog {

  private final LogWriter log;
  private final PendingAnswers answers;
  private final String topic;
  private final long timeoutMillis;
  private final CommandCodec codec = new CommandCodec();

  @Inject
  CommandLog(
      LogWriter log, PendingAnswers answers, PlatformConfig platform, LeaderboardConfig config) {
    this.log = log;
    this.answers = answers;
    this.topic = platform.topics().names().leaderboardCommands();
    this.timeoutMillis = config.writes().timeout().toMillis();
  }

  /// Never fails: what went wrong is an outcome.
  public CompletionStage<WriteOutcome> submit(BoardId board, BoardCommand command) {
    var request = UUID.randomUUID();
    var expected = answers.expect(request);
    if (expected.isEmpty()) {
      return CompletableFuture.completedFuture(new Busy());
    }
    var answer = expected.get();
    var _ =
        log.write(record(board, command, request))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                answer.complete(new Unknown("the broker did not acknowledge the update"));
              }
            });
    return answer.completeOnTimeout(
        new Unknown("the board did not decide in time"), timeoutMillis, TimeUnit.MILLISECONDS);
  }

  private ProducerRecord<byte[], byte[]> record(BoardId board, BoardCommand command, UUID request) {
    return new ProducerRecord<>(
        topic, null, codec.key(board), codec.value(command), List.of(RequestHeader.of(request)));
  }
}
