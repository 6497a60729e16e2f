package io.carillon.leaderboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardEvent.ScoreRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Any commands, any rules: the board agrees with a list that is sorted anew each time, and with
/// itself after a replay.
class BoardModelTest {

  private static final BoardId ID = new BoardId("app-id", "any");

  /// What the board has to be: rows in a list, and nothing clever.
  private static final class PlainList {
    private record Row(String owner, long score, int step) {}

    private final BoardRules rules;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    PlainList(BoardRules rules) {
      this.rules = rules;
    }

    void submit(SubmitScore submit, int step) {
      var row = rows.get(submit.owner());
      var points = submit.points();
      var score =
          switch (rules.operator()) {
            case INCR -> (row == null ? 0 : row.score()) + points;
            case DECR -> (row == null ? 0 : row.score()) - points;
            case SET -> points;
            case BEST -> row == null ? points : better(row.score(), points);
          };
      if (row == null || row.score() != score) {
        rows.put(submit.owner(), new Row(submit.owner(), score, step));
      }
    }

    List<Entry> ranking() {
      var byScore = Comparator.comparingLong(Row::score);
      var order = rules.order() == ScoreOrder.HIGHER_WINS ? byScore.reversed() : byScore;
      var sorted = rows.values().stream().sorted(order.thenComparingInt(Row::step)).toList();
      return IntStream.range(0, sorted.size()).mapToObj(i -> entry(sorted.get(i), i + 1)).toList();
    }

    private long better(long one, long other) {
      return rules.order() == ScoreOrder.HIGHER_WINS ? Math.max(one, other) : Math.min(one, other);
    }

    private static Entry entry(Row row, long rank) {
      return new Entry(row.owner(), row.owner(), row.score(), rank);
    }
  }

  private final List<BoardEvent> log = new ArrayList<>();

  @Property(tries = 300)
  @Label("R116 R117 R120 ranks, answers, pages and windows are those of a plain sorted list")
  void agreesWithAPlainList(
      @ForAll("rules") BoardRules rules, @ForAll("submissions") List<SubmitScore> submissions) {
    // Given
    var board = defined(rules);
    var model = new PlainList(rules);

    for (var step = 0; step < submissions.size(); step++) {
      var submit = submissions.get(step);
      var earlier = board.entry(submit.owner());

      // When
      var standing = submitted(board, submit, step + 1);
      model.submit(submit, step);

      // Then
      var ranking = model.ranking();
      var expected = board.entry(submit.owner()).orElseThrow();
      assertThat(ranking).contains(expected);
      assertThat(standing.rank()).isEqualTo(expected.rank());
      assertThat(standing.score()).isEqualTo(expected.score());
      assertThat(standing.previousRank()).isEqualTo(earlier.map(Entry::rank).orElse(null));
      assertThat(board.page(null, 1_000).entries()).isEqualTo(ranking);
    }
    assertPagesJoinUp(board, model.ranking());
    assertSurroundings(board, model.ranking());
  }

  @Property(tries = 200)
  @Label(
      "R125 the same events give the same board, also when only the last of each subject is left")
  void replayGivesTheSameRanks(
      @ForAll("rules") BoardRules rules, @ForAll("submissions") List<SubmitScore> submissions) {
    // Given
    var board = defined(rules);
    for (var step = 0; step < submissions.size(); step++) {
      var _ = submitted(board, submissions.get(step), step + 1);
    }

    // When
    var replayed = Board.empty(ID);
    log.forEach(replayed::apply);
    log.forEach(replayed::apply);
    var compacted = Board.empty(ID);
    lastOfEachOwner().forEach(compacted::apply);

    // Then
    assertThat(replayed.page(null, 1_000)).isEqualTo(board.page(null, 1_000));
    assertThat(compacted.page(null, 1_000).entries()).isEqualTo(board.page(null, 1_000).entries());
    assertThat(compacted.version()).isEqualTo(board.version());
  }

  @Provide
  Arbitrary<BoardRules> rules() {
    return Combinators.combine(
            Arbitraries.of(ScoreOrder.values()), Arbitraries.of(Operator.values()))
        .as((order, operator) -> new BoardRules(order, operator, 10));
  }

  @Provide
  Arbitrary<List<SubmitScore>> submissions() {
    // Few owners and few different points, so that ties and returns to a former score are frequent.
    var owner = Arbitraries.integers().between(1, 12).map(i -> "owner-" + i);
    var points = Arbitraries.longs().between(-4, 4);
    return Combinators.combine(owner, points)
        .as((who, how) -> new SubmitScore(who, how, null, null))
        .list()
        .ofMaxSize(60);
  }

  private Board defined(BoardRules rules) {
    log.clear();
    var board = Board.empty(ID);
    var decision = board.decide(new DefineBoard(rules), at(0));
    applied(board, ((Decision.Defined) decision).events());
    return board;
  }

  private Standing submitted(Board board, SubmitScore submit, int offset) {
    var decision = (Decision.Recorded) board.decide(submit, at(offset));
    applied(board, decision.events());
    return decision.standing();
  }

  private void applied(Board board, List<BoardEvent> events) {
    for (var event : events) {
      board.apply(event);
      log.add(event);
    }
  }

  private List<BoardEvent> lastOfEachOwner() {
    var last = new LinkedHashMap<String, BoardEvent>();
    for (var event : log) {
      var subject = event instanceof ScoreRecorded recorded ? recorded.owner() : "the rules";
      last.remove(subject);
      last.put(subject, event);
    }
    return List.copyOf(last.values());
  }

  private static void assertPagesJoinUp(Board board, List<Entry> ranking) {
    var joined = new ArrayList<Entry>();
    var page = board.page(null, 5);
    joined.addAll(page.entries());
    while (page.next() != null) {
      page = board.page(Cursor.parse(page.next().text()), 5);
      joined.addAll(page.entries());
    }
    assertThat(joined).isEqualTo(ranking);
  }

  private static void assertSurroundings(Board board, List<Entry> ranking) {
    for (var entry : ranking) {
      var around = board.around(entry.owner(), 2).orElseThrow();
      var from = Math.max(0, entry.rank() - 3);
      var to = Math.min(ranking.size(), entry.rank() + 2);
      assertThat(around.entry()).isEqualTo(entry);
      assertThat(around.window()).isEqualTo(ranking.subList((int) from, (int) to));
      assertThat(around.percentile())
          .isEqualTo(100.0 * (ranking.size() - entry.rank() + 1) / ranking.size());
    }
  }

  private static LogPosition at(int offset) {
    return new LogPosition(offset, Instant.EPOCH.plusSeconds(offset));
  }
}
