package io.carillon.leaderboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardEvent.ScoreRecorded;
import io.carillon.leaderboard.domain.BoardEvent.UpdateForgotten;
import io.carillon.leaderboard.domain.BoardEvent.UpdateRemembered;
import io.carillon.leaderboard.domain.Move.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final Board board = Board.empty(new BoardId("app-id", BoardId.DEFAULT));
  private long offset;
  private Instant now = START;

  @Test
  @DisplayName("R114 fifty points move a user from rank 4 to rank 2")
  void pointsMoveAUser() {
    // Given
    submit("ana", 100);
    submit("bo", 80);
    submit("cy", 70);
    submit("di", 40);

    // When
    var decision = submit("di", 50);

    // Then
    assertThat(decision).isEqualTo(recorded(new Standing("di", "di", 90, 2, 4L), decision));
    assertThat(owners()).containsExactly("ana", "di", "bo", "cy");
  }

  @Test
  @DisplayName(
      "R117 of equal scores the earlier one stands first, and stays so when it is reached again")
  void earlierAchieverStandsFirst() {
    // Given
    submit("ana", 10);
    submit("bo", 10);

    // When
    submit("ana", 0);
    submit("cy", 10);

    // Then
    assertThat(owners()).containsExactly("ana", "bo", "cy");
  }

  @Test
  @DisplayName("R118 a score at the limit is exact, and one beyond it is refused")
  void overflowIsRefused() {
    // Given
    submit("ana", Long.MAX_VALUE);
    submit("bo", Long.MIN_VALUE);

    // When
    var above = submit("ana", 1);
    var below = submit("bo", -1);

    // Then
    assertThat(above).isEqualTo(new Decision.Refused(Refusal.SCORE_OVERFLOW));
    assertThat(below).isEqualTo(new Decision.Refused(Refusal.SCORE_OVERFLOW));
    assertThat(board.page(null, 10).entries())
        .containsExactly(
            new Entry("ana", "ana", Long.MAX_VALUE, 1), new Entry("bo", "bo", Long.MIN_VALUE, 2));
  }

  @Test
  @DisplayName("R119 a retried update counts once and gets the first answer")
  void retryCountsOnce() {
    // Given
    var first = submit("ana", 5, "Ana", "u-1");
    submit("bo", 9);

    // When
    var again = submit("ana", 5, "Ana", "u-1");

    // Then
    var standing = new Standing("ana", "Ana", 5, 1, null);
    assertThat(first).isEqualTo(recorded(standing, first));
    assertThat(again).isEqualTo(new Decision.Repeated(standing));
    assertThat(board.entry("ana")).contains(new Entry("ana", "Ana", 5, 2));
  }

  @Test
  @DisplayName("R119 an update id cannot stand for two different updates")
  void updateIdConflict() {
    // Given
    submit("ana", 5, null, "u-1");

    // When
    var otherPoints = submit("ana", 6, null, "u-1");
    var otherOwner = submit("bo", 5, null, "u-1");

    // Then
    assertThat(List.of(otherPoints, otherOwner))
        .containsOnly(new Decision.Refused(Refusal.UPDATE_ID_CONFLICT));
  }

  @Test
  @DisplayName("R119 an update id is forgotten after its time, a few at once")
  void updateIdsAreForgotten() {
    // Given
    for (var i = 0; i < 10; i++) {
      submit("ana", 1, null, "u-" + i);
    }
    now = START.plus(UpdateWindow.KEEP).plus(Duration.ofMillis(1));

    // When
    var decision = (Decision.Recorded) submit("ana", 1, null, "late");

    // Then
    assertThat(decision.events().stream().filter(UpdateForgotten.class::isInstance))
        .containsExactly(
            new UpdateForgotten("u-0"),
            new UpdateForgotten("u-1"),
            new UpdateForgotten("u-2"),
            new UpdateForgotten("u-3"));
  }

  @Test
  @DisplayName(
      "R119 a crash between the update id and its score leaves neither a loss nor a double")
  void halfWrittenUpdate() {
    // Given
    var decision = (Decision.Recorded) board.decide(score("ana", 5, null, "u-1"), at(7));
    var rebuilt = Board.empty(new BoardId("app-id", BoardId.DEFAULT));
    rebuilt.apply(decision.events().getFirst());

    // When
    var second = (Decision.Recorded) rebuilt.decide(score("ana", 5, null, "u-1"), at(7));
    second.events().forEach(rebuilt::apply);
    var third = rebuilt.decide(score("ana", 5, null, "u-1"), at(8));

    // Then
    assertThat(decision.events().getFirst()).isInstanceOf(UpdateRemembered.class);
    assertThat(rebuilt.entry("ana")).contains(new Entry("ana", "ana", 5, 1));
    assertThat(third).isInstanceOf(Decision.Repeated.class);
  }

  @Test
  @DisplayName("R125 a command that is read again changes nothing")
  void replayedCommand() {
    // Given
    submit("ana", 5);

    // When
    var again = board.decide(score("ana", 5, null, null), at(offset));

    // Then
    assertThat(again).isEqualTo(new Decision.Replayed());
  }

  @Test
  @DisplayName("R125 an event of a former owner of the partition does not turn the board back")
  void staleEventIsIgnored() {
    // Given
    submit("ana", 5);
    submit("ana", 5);

    // When
    board.apply(new ScoreRecorded("ana", "ana", 5, 1, 1, 1));

    // Then
    assertThat(board.entry("ana")).contains(new Entry("ana", "ana", 10, 1));
  }

  @Test
  @DisplayName("R116 a board other than the default one exists only when it is defined")
  void unknownBoard() {
    // Given
    var other = Board.empty(new BoardId("app-id", "weekly"));

    // When
    var before = other.decide(score("ana", 5, null, null), at(1));
    var defined = (Decision.Defined) other.decide(new DefineBoard(BoardRules.DEFAULT), at(2));
    defined.events().forEach(other::apply);
    var after = other.decide(score("ana", 5, null, null), at(3));

    // Then
    assertThat(before).isEqualTo(new Decision.Refused(Refusal.UNKNOWN_BOARD));
    assertThat(after).isInstanceOf(Decision.Recorded.class);
  }

  @Test
  @DisplayName("R116 a board with entries keeps its order; operator and window may change")
  void orderIsFixedOnceUsed() {
    // Given
    submit("ana", 5);

    // When
    var order = define(new BoardRules(ScoreOrder.LOWER_WINS, Operator.INCR, 100));
    var operator = define(new BoardRules(ScoreOrder.HIGHER_WINS, Operator.SET, 10));

    // Then
    assertThat(order).isEqualTo(new Decision.Refused(Refusal.ORDER_IS_FIXED));
    assertThat(operator).isInstanceOf(Decision.Defined.class);
  }

  @Test
  @DisplayName("R122 a window tells each entry's former rank and the way it went")
  void movesSinceTheWindowBefore() {
    // Given
    submit("ana", 30);
    submit("bo", 20);
    submit("cy", 10);
    var earlier = board.window();

    // When
    submit("cy", 15);
    submit("di", 5);
    var moves = board.window().movesSince(earlier);

    // Then
    assertThat(
            moves.stream().map(m -> m.entry().owner() + " " + m.previousRank() + " " + m.change()))
        .containsExactly(
            "ana 1 " + Change.SAME,
            "cy 3 " + Change.UP,
            "bo 2 " + Change.DOWN,
            "di null " + Change.NEW);
  }

  @Test
  @DisplayName("R122 a change below the window leaves it as it looked")
  void changesBelowTheWindow() {
    // Given
    define(new BoardRules(ScoreOrder.HIGHER_WINS, Operator.INCR, 2));
    submit("ana", 30);
    submit("bo", 20);
    var earlier = board.window();

    // When
    submit("cy", 10);

    // Then
    assertThat(board.window().looksLike(earlier)).isTrue();
    assertThat(board.window().version()).isGreaterThan(earlier.version());
  }

  @Test
  void aNewNameKeepsThePlace() {
    // Given
    submit("ana", 10);
    submit("bo", 10);

    // When
    submit("ana", 0, "Ana Lovelace", null);

    // Then
    assertThat(board.entry("ana")).contains(new Entry("ana", "Ana Lovelace", 10, 1));
  }

  private Decision submit(String owner, long points) {
    return submit(owner, points, null, null);
  }

  private Decision submit(
      String owner, long points, @Nullable String name, @Nullable String updateId) {
    return decided(score(owner, points, name, updateId));
  }

  private Decision define(BoardRules rules) {
    return decided(new DefineBoard(rules));
  }

  private Decision decided(BoardCommand command) {
    var decision = board.decide(command, at(++offset));
    switch (decision) {
      case Decision.Recorded recorded -> recorded.events().forEach(board::apply);
      case Decision.Defined defined -> defined.events().forEach(board::apply);
      case Decision.Repeated _, Decision.Refused _, Decision.Replayed _ -> {}
    }
    return decision;
  }

  private LogPosition at(long position) {
    return new LogPosition(position, now);
  }

  private List<String> owners() {
    return board.page(null, 100).entries().stream().map(Entry::owner).toList();
  }

  private static SubmitScore score(
      String owner, long points, @Nullable String name, @Nullable String updateId) {
    return new SubmitScore(owner, points, name, updateId);
  }

  private static Decision recorded(Standing standing, Decision like) {
    return new Decision.Recorded(((Decision.Recorded) like).events(), standing);
  }
}
