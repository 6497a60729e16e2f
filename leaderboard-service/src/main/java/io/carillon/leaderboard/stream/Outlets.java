package io.carillon.leaderboard.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.DomainEvents;
import io.carillon.events.LeaderboardEvents;
import io.carillon.events.Topics;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.Move;
import io.carillon.leaderboard.domain.RankingUpdate;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/// What leaves the topology besides the changelog: domain events for other services, and dead
/// letters.
final class Outlets {

  static final String EVENTS = "events";
  static final String LETTERS = "letters";

  private static final Logger LOG = Logger.getLogger(Outlets.class);

  private final Topics topics;
  private final DeadLetterCodec letters = new DeadLetterCodec();

  Outlets(Topics topics) {
    this.topics = topics;
  }

  Topics topics() {
    return topics;
  }

  void scoreRecorded(
      ProcessorContext<byte[], byte[]> context,
      BoardId board,
      long version,
      String owner,
      long score,
      Instant time) {
    var recorded =
        new LeaderboardEvents.ScoreRecorded(board.app(), board.board(), version, owner, score);
    var event = LeaderboardEvents.scoreRecorded(recorded, time);
    forward(context, DomainEvents.encode(topics.leaderboardEvents(), event), time, EVENTS);
  }

  void rankingChanged(
      ProcessorContext<byte[], byte[]> context, RankingUpdate update, Instant time) {
    var moves =
        update.moves().stream()
            .filter(move -> move.change() != Move.Change.SAME)
            .map(Outlets::asTold)
            .toList();
    if (moves.isEmpty()) {
      return;
    }
    var board = update.board();
    var changed =
        new LeaderboardEvents.RankingChanged(
            board.app(), board.board(), update.window().version(), moves);
    var event = LeaderboardEvents.rankingChanged(changed, time);
    forward(context, DomainEvents.encode(topics.leaderboardEvents(), event), time, EVENTS);
  }

  void deadLetter(
      ProcessorContext<byte[], byte[]> context, Record<byte[], byte[]> record, BrokenRecord why) {
    var metadata = context.recordMetadata().orElseThrow();
    LOG.warnf(
        "A command is broken: partition=%d offset=%d reason=%s detail=%s",
        metadata.partition(), metadata.offset(), why.reason().text(), why.detail());
    var broken =
        new ConsumerRecord<>(
            metadata.topic(),
            metadata.partition(),
            metadata.offset(),
            record.timestamp(),
            TimestampType.LOG_APPEND_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty());
    var letter = letters.encode(topics.channelEventsDeadLetters(), broken, why);
    forward(context, letter, Instant.ofEpochMilli(record.timestamp()), LETTERS);
  }

  private static LeaderboardEvents.Move asTold(Move move) {
    var entry = move.entry();
    var previous = move.previousRank();
    return new LeaderboardEvents.Move(
        entry.owner(), entry.score(), previous == null ? 0 : previous, entry.rank());
  }

  private static void forward(
      ProcessorContext<byte[], byte[]> context,
      ProducerRecord<byte[], byte[]> record,
      Instant time,
      String sink) {
    context.forward(
        new Record<>(record.key(), record.value(), time.toEpochMilli(), record.headers()), sink);
  }
}
