package io.carillon.leaderboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.DomainEvents;
import io.carillon.events.LeaderboardEvents;
import io.carillon.events.Topics;
import io.carillon.leaderboard.domain.Board;
import io.carillon.leaderboard.domain.BoardCommand;
import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.domain.Entry;
import io.carillon.leaderboard.domain.LogPosition;
import io.carillon.leaderboard.domain.Move;
import io.carillon.leaderboard.domain.Operator;
import io.carillon.leaderboard.domain.Refusal;
import io.carillon.leaderboard.domain.ScoreOrder;
import io.carillon.leaderboard.domain.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Topics TOPICS = Topics.of("t.");
  private static final String APPLICATION = "t.leaderboard";
  private static final BoardId BOARD = new BoardId("app-id", BoardId.DEFAULT);

  private final RecordingAnnouncer announcer = new RecordingAnnouncer();
  private final PendingAnswers answers = new PendingAnswers(1_000);
  private final BoardStores stores = new BoardStores();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CommandCodec commands = new CommandCodec();
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<byte[], byte[]> input =
      driver.createInputTopic(
          TOPICS.leaderboardCommands(), new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> told = output(TOPICS.leaderboardEvents());
  private final TestOutputTopic<byte[], byte[]> letters = output(TOPICS.channelEventsDeadLetters());
  private final TestOutputTopic<byte[], byte[]> changelog =
      output(LeaderboardTopology.changelog(APPLICATION));

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  @DisplayName("R113 a score becomes an entry that can be read at once")
  void scoreBecomesAnEntry() {
    // When
    send(new SubmitScore("ana", 50, "Ana", null));

    // Then
    assertThat(ranking()).containsExactly(new Entry("ana", "Ana", 50, 1));
  }

  @Test
  @DisplayName("R113 a request is answered when the changelog has acknowledged every event of it")
  void answeredAfterTheAcknowledgement() {
    // Given
    var request = UUID.randomUUID();
    var answer = answers.expect(request).orElseThrow();
    send(new SubmitScore("ana", 50, "Ana", "u-1"), request);
    assertThat(answer).isNotDone();

    // When
    answers.acknowledged(0, 0);
    var afterOne = answer.isDone();
    answers.acknowledged(0, 0);

    // Then
    assertThat(afterOne).isFalse();
    assertThat(answer)
        .isCompletedWithValueMatching(outcome ->
            outcome instanceof WriteOutcome.Decided decided
                && decided.decision() instanceof Decision.Recorded recorded
                && recorded.standing().equals(new Standing("ana", "Ana", 50, 1, null)));
    assertThat(answers.size()).isZero();
  }

  @Test
  @DisplayName("R118 R119 refusals and repeats change nothing and are answered at once")
  void refusalsAreAnsweredAtOnce() {
    // Given
    send(new SubmitScore("ana", Long.MAX_VALUE, null, "u-1"));
    var overflow = UUID.randomUUID();
    var repeat = UUID.randomUUID();
    var refused = answers.expect(overflow).orElseThrow();
    var repeated = answers.expect(repeat).orElseThrow();

    // When
    send(new SubmitScore("ana", 1, null, null), overflow);
    send(new SubmitScore("ana", Long.MAX_VALUE, null, "u-1"), repeat);

    // Then
    assertThat(refused)
        .isCompletedWithValue(
            new WriteOutcome.Decided(new Decision.Refused(Refusal.SCORE_OVERFLOW)));
    assertThat(repeated)
        .isCompletedWithValue(
            new WriteOutcome.Decided(
                new Decision.Repeated(new Standing("ana", "ana", Long.MAX_VALUE, 1, null))));
    assertThat(ranking()).containsExactly(new Entry("ana", "ana", Long.MAX_VALUE, 1));
  }

  @Test
  @DisplayName("R114 the first change is told at once with each entry's move")
  void firstChangeIsToldAtOnce() {
    // Given
    for (var owner : List.of("ana", "bo", "cy", "di")) {
      send(new SubmitScore(owner, 'z' - owner.charAt(0), null, null));
    }
    pass(SECOND.multipliedBy(3));
    var before = announcer.told.size();

    // When
    send(new SubmitScore("di", 3, null, null));

    // Then
    assertThat(announcer.told).hasSize(before + 1);
    assertThat(announcer.last().moves().stream().map(EngineTest::asText))
        .containsExactly("ana 1 SAME", "di 4 UP", "bo 2 DOWN", "cy 3 DOWN");
  }

  @Test
  @DisplayName(
      "R123 a thousand updates in a second give two broadcasts and the right final ranking")
  void burst() {
    // When
    for (var i = 0; i < 1_000; i++) {
      send(new SubmitScore("owner-" + i % 20, i % 20, null, null));
    }
    var atOnce = announcer.told.size();
    pass(Duration.ofMillis(900));
    var tooEarly = announcer.told.size();
    pass(Duration.ofMillis(200));
    pass(Duration.ofSeconds(10));

    // Then
    assertThat(atOnce).isEqualTo(1);
    assertThat(tooEarly).isEqualTo(1);
    assertThat(announcer.told).hasSize(2);
    assertThat(announcer.last().window().entries()).isEqualTo(ranking());
    assertThat(announcer.last().window().version()).isEqualTo(board(b -> b.version()));
  }

  @Test
  @DisplayName("R123 nothing is told when the visible window looks as it did")
  void emptyChangesAreNotTold() {
    // Given
    send(new DefineBoard(new BoardRules(ScoreOrder.HIGHER_WINS, Operator.INCR, 1)));
    send(new SubmitScore("ana", 10, null, null));

    // When
    pass(SECOND);
    send(new SubmitScore("bo", 5, null, null));
    send(new SubmitScore("ana", 0, null, null));
    pass(SECOND.multipliedBy(5));

    // Then
    assertThat(announcer.told).hasSize(1);
  }

  @Test
  @DisplayName(
      "R123 an update that did not reach the log is told again, above it, with the state of then")
  void failedBroadcastIsToldAgain() {
    // Given
    var lost = new CompletableFuture<Void>();
    announcer.fate = () -> lost;
    send(new SubmitScore("ana", 10, null, null));
    send(new SubmitScore("bo", 20, null, null));
    lost.completeExceptionally(new IllegalStateException("the broker is away"));
    announcer.fate = () -> CompletableFuture.completedFuture(null);

    // When
    pass(SECOND);
    pass(SECOND);

    // Then
    assertThat(announcer.told).hasSize(2);
    assertThat(announcer.lastOwners()).containsExactly("bo", "ana");
    assertThat(announcer.last().sequence()).isGreaterThan(announcer.told.getFirst().sequence());
    assertThat(announcer.last().moves().stream().map(Move::change)).containsOnly(Move.Change.NEW);
  }

  @Test
  @DisplayName("R125 the changelog rebuilds the same board, update ids and shown window included")
  void changelogRebuildsTheBoard() {
    // Given
    send(new SubmitScore("ana", 10, "Ana", "u-1"));
    send(new SubmitScore("bo", 10, null, null));
    pass(SECOND.multipliedBy(3));
    send(new SubmitScore("ana", 5, null, "u-2"));
    pass(SECOND.multipliedBy(3));
    pass(SECOND);

    // When
    var rebuilt = new BoardStore("rebuilt", new BoardStores());
    for (var record : changelog.readRecordsToList()) {
      rebuilt.put(Bytes.wrap(record.key()), record.value());
    }

    // Then
    var live = stores.serving(0).orElseThrow().board(BOARD);
    var board = rebuilt.board(BOARD);
    assertThat(board.page(null, 100)).isEqualTo(live.page(null, 100));
    assertThat(board.shown()).isEqualTo(live.shown());
    assertThat(board.shown().window().entries()).isEqualTo(ranking());
    assertThat(board.decide(new SubmitScore("ana", 10, "Ana", "u-1"), new LogPosition(99, START)))
        .isEqualTo(new Decision.Repeated(new Standing("ana", "Ana", 10, 1, null)));
  }

  @Test
  void otherServicesAreToldOfScoresAndMoves() throws BrokenRecord {
    // When
    send(new SubmitScore("ana", 10, null, null));
    pass(SECOND);

    // Then
    var records = told.readRecordsToList();
    assertThat(records).hasSize(2);
    var score = DomainEvents.decode(consumed(records.getFirst()));
    var ranking = DomainEvents.decode(consumed(records.getLast()));
    assertThat(DomainEvents.data(score, LeaderboardEvents.ScoreRecorded.class))
        .isEqualTo(new LeaderboardEvents.ScoreRecorded("app-id", "default", 1, "ana", 10));
    assertThat(DomainEvents.data(ranking, LeaderboardEvents.RankingChanged.class).moves())
        .containsExactly(new LeaderboardEvents.Move("ana", 10, 0, 1));
  }

  @Test
  void brokenCommandsAreLaidAsideAndTheNextOnesCount() {
    // When
    input.pipeInput(
        "app-id/default".getBytes(StandardCharsets.UTF_8),
        "{not json".getBytes(StandardCharsets.UTF_8));
    input.pipeInput(
        "no-board".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8));
    input.pipeInput(
        "app-id/default".getBytes(StandardCharsets.UTF_8),
        "{\"type\":\"score\",\"points\":1}".getBytes(StandardCharsets.UTF_8));
    input.pipeInput(
        "app-id/default".getBytes(StandardCharsets.UTF_8),
        "{\"type\":\"score\",\"userId\":\"ana\",\"points\":1.5}".getBytes(StandardCharsets.UTF_8));
    send(new SubmitScore("ana", 1, null, null));

    // Then
    assertThat(letters.readRecordsToList()).hasSize(4);
    assertThat(ranking()).containsExactly(new Entry("ana", "ana", 1, 1));
  }

  private TopologyTestDriver driver() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    var wiring =
        new BoardTask.Wiring(
            stores, answers, announcer, new Outlets(TOPICS), new EngineMetrics(meters), 1, SECOND);
    return new TopologyTestDriver(LeaderboardTopology.of(wiring), settings, START);
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void send(BoardCommand command) {
    send(command, null);
  }

  private void send(BoardCommand command, @Nullable UUID request) {
    var headers = new RecordHeaders();
    if (request != null) {
      headers.add(RequestHeader.of(request));
    }
    input.pipeInput(new TestRecord<>(commands.key(BOARD), commands.value(command), headers, START));
  }

  // In steps, as the real clock passes: many ticks.
  private void pass(Duration time) {
    for (var passed = 0L; passed < time.toMillis(); passed += TICK.toMillis()) {
      driver.advanceWallClockTime(TICK);
    }
  }

  private List<Entry> ranking() {
    return board(board -> board.page(null, 1_000).entries());
  }

  private <T> T board(Function<Board, T> read) {
    return stores.serving(0).orElseThrow().read(BOARD, read);
  }

  private static String asText(Move move) {
    return move.entry().owner() + " " + move.previousRank() + " " + move.change();
  }

  private static ConsumerRecord<byte[], byte[]> consumed(TestRecord<byte[], byte[]> record) {
    var consumed = new ConsumerRecord<>("events", 0, 0, record.key(), record.value());
    record.headers().forEach(consumed.headers()::add);
    return consumed;
  }
}
