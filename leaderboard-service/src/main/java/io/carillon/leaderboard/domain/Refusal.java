package io.carillon.leaderboard.domain;

/// Why a board says no.
public enum Refusal {
  /// No such board; only `default` exists undefined.
  UNKNOWN_BOARD,
  /// The score would not be a 64-bit number any more.
  SCORE_OVERFLOW,
  /// The update id was used for another owner or other points.
  UPDATE_ID_CONFLICT,
  /// The order of a board that has entries would change.
  ORDER_IS_FIXED
}
