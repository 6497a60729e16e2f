package io.carillon.leaderboard.domain;

import java.time.Instant;
import java.util.List;

/// What changed on a board. Each event is absolute: it says what is, never what was added, so that
/// the last event of each kind and subject is enough to rebuild the board, and one that is applied
/// twice changes nothing.
public sealed interface BoardEvent {

  /// The owner has this score.
  ///
  /// @param achieved the version at which this score was reached; stays when only the name changes
  /// @param version the board's version after this event
  /// @param offset the command's place in the log
  record ScoreRecorded(
      String owner, String name, long score, long achieved, long version, long offset)
      implements BoardEvent {}

  /// An update id was used; a retry gets the same answer.
  record UpdateRemembered(String updateId, long points, Standing answer, Instant at, long offset)
      implements BoardEvent {}

  /// An update id is out of the window.
  record UpdateForgotten(String updateId) implements BoardEvent {}

  /// The board has these rules.
  record BoardDefined(BoardRules rules, long version, long offset) implements BoardEvent {}

  /// Everyone was shown this window; the next one tells its moves against it.
  ///
  /// @param sequence the broadcast's number in the channel's log
  record WindowShown(long sequence, Window window) implements BoardEvent {}

  /// A decision's events, in the order in which they are to be applied.
  static List<BoardEvent> none() {
    return List.of();
  }
}
