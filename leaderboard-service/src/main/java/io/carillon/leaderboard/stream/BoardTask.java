package io.carillon.leaderboard.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.Partitions;
import io.carillon.leaderboard.domain.Board;
import io.carillon.leaderboard.domain.BoardCommand;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardEvent;
import io.carillon.leaderboard.domain.BoardEvent.ScoreRecorded;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.domain.LogPosition;
import io.carillon.leaderboard.publish.Announcer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Decides the commands of one partition in log order and makes the decisions true.
///
/// The only time that a decision knows is the record's. Only the task's stream thread comes here.
final class BoardTask {

  private static final int TICKS_PER_INTERVAL = 10;

  /// What all tasks of this instance share.
  ///
  /// @param partitions of the commands' topic; a board's commands count only in its home partition
  record Wiring(
      BoardStores stores,
      PendingAnswers answers,
      Announcer announcer,
      Outlets outlets,
      EngineMetrics metrics,
      int partitions,
      Duration broadcastInterval) {}

  private final ProcessorContext<byte[], byte[]> context;
  private final Wiring wiring;
  private final int partition;
  private final BoardStore boards;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final Broadcaster broadcaster;
  private final CommandCodec commands = new CommandCodec();
  private final BoardEventCodec events = new BoardEventCodec();
  private final Cancellable ticks;

  private BoardTask(ProcessorContext<byte[], byte[]> context, Wiring wiring) {
    this.context = context;
    this.wiring = wiring;
    this.partition = context.taskId().partition();
    this.boards = wiring.stores().serve(partition);
    this.changelog = context.getStateStore(LeaderboardTopology.STORE);
    this.broadcaster =
        new Broadcaster(
            boards,
            wiring.announcer(),
            wiring.broadcastInterval(),
            (board, shown) -> write(board, List.of(shown)),
            (update, now) -> {
              wiring.metrics().announced();
              wiring.outlets().rankingChanged(context, update, Instant.ofEpochMilli(now));
            });
    this.ticks =
        context.schedule(
            wiring.broadcastInterval().dividedBy(TICKS_PER_INTERVAL),
            PunctuationType.WALL_CLOCK_TIME,
            broadcaster::tick);
  }

  /// From now on this instance owns the partition.
  static BoardTask begin(ProcessorContext<byte[], byte[]> context, Wiring wiring) {
    var task = new BoardTask(context, wiring);
    task.broadcaster.catchUp();
    return task;
  }

  void process(Record<byte[], byte[]> record) {
    try {
      var board = homeBoard(record.key());
      decide(board, commands.command(record.value()), record);
    } catch (BrokenRecord broken) {
      wiring.metrics().broken();
      wiring.outlets().deadLetter(context, record, broken);
    }
  }

  /// This instance does not own the partition any more, or will open it again with another task.
  void end() {
    ticks.cancel();
    wiring.stores().retire(partition);
    wiring.answers().abandon(partition);
  }

  private BoardId homeBoard(byte[] key) throws BrokenRecord {
    var board = commands.board(key);
    if (Partitions.of(key, wiring.partitions()) != partition) {
      throw new BrokenRecord(
          Reason.KEY, "this is not the key's home partition: use Kafka's default partitioner");
    }
    return board;
  }

  private void decide(BoardId id, BoardCommand command, Record<byte[], byte[]> record) {
    var at = position(record);
    var board = boards.board(id);
    var decision = board.decide(command, at);
    wiring.metrics().decided(decision);
    switch (decision) {
      case Decision.Recorded recorded -> {
        answer(record, at, recorded, recorded.events());
        write(id, recorded.events());
        tell(id, recorded.events(), at);
      }
      case Decision.Defined defined -> {
        answer(record, at, defined, defined.events());
        write(id, defined.events());
        broadcaster.changed(id, context.currentSystemTimeMs());
      }
      case Decision.Repeated repeated -> answer(record, at, repeated, BoardEvent.none());
      case Decision.Refused refused -> answer(record, at, refused, BoardEvent.none());
      case Decision.Replayed _ -> tellAgain(id, board, command, at);
    }
  }

  private LogPosition position(Record<byte[], byte[]> record) {
    var offset = context.recordMetadata().orElseThrow().offset();
    return new LogPosition(offset, Instant.ofEpochMilli(record.timestamp()));
  }

  private void answer(
      Record<byte[], byte[]> record, LogPosition at, Decision decision, List<BoardEvent> written) {
    var acknowledged = written.stream().filter(event -> events.value(event) != null).count();
    RequestHeader.of(record.headers())
        .ifPresent(request ->
            wiring
                .answers()
                .decided(request, partition, at.offset(), decision, (int) acknowledged));
  }

  private void write(BoardId board, List<? extends BoardEvent> changes) {
    for (var event : changes) {
      changelog.put(Bytes.wrap(events.key(board, event)), events.value(event));
    }
  }

  private void tell(BoardId id, List<BoardEvent> changes, LogPosition at) {
    for (var event : changes) {
      if (event instanceof ScoreRecorded recorded) {
        if (recorded.achieved() == recorded.version()) {
          wiring
              .outlets()
              .scoreRecorded(
                  context, id, recorded.version(), recorded.owner(), recorded.score(), at.time());
        }
        broadcaster.changed(id, context.currentSystemTimeMs());
      }
    }
  }

  // A crash may have come between the changelog and what other services are told.
  private void tellAgain(BoardId id, Board board, BoardCommand command, LogPosition at) {
    if (command instanceof SubmitScore submit) {
      var entry = board.entry(submit.owner());
      var achieved = board.achieved(submit.owner());
      if (entry.isPresent() && achieved.isPresent()) {
        wiring
            .outlets()
            .scoreRecorded(
                context, id, achieved.getAsLong(), submit.owner(), entry.get().score(), at.time());
      }
    }
  }
}
