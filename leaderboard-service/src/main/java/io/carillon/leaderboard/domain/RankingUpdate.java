package io.carillon.leaderboard.domain;

import java.util.List;

/// What everyone on the board's channel is told: the window as it is, and how each entry moved
/// since it was told last.
///
/// @param sequence grows with every update of the board that is told
public record RankingUpdate(BoardId board, long sequence, Window window, List<Move> moves) {
  public RankingUpdate {
    moves = List.copyOf(moves);
  }

  /// The update that follows what was shown before.
  public static RankingUpdate of(BoardId board, long sequence, Window window, Window earlier) {
    return new RankingUpdate(board, sequence, window, window.movesSince(earlier));
  }
}
