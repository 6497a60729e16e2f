package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.Problem;

/// The ways to say no that only this service has; those of every service stand in [Problem], that
/// of an unknown app where callers are told apart, in `identity`.
final class Problems {

  /// Boards are named in paths too, so it is not the query's alone.
  static final Problem INVALID_PARAMETER =
      new Problem(400, "invalid-parameter", "A parameter has a wrong value");

  static final Problem SERVER_ONLY =
      new Problem(403, "server-only", "Only the app's server may do this");
  static final Problem UNKNOWN_BOARD = new Problem(404, "unknown-board", "There is no such board");
  static final Problem UNKNOWN_ENTRY =
      new Problem(404, "unknown-entry", "This user is not on the board");
  static final Problem SCORE_OVERFLOW =
      new Problem(409, "score-overflow", "The score would not be a 64-bit number any more");
  static final Problem UPDATE_ID_CONFLICT =
      new Problem(409, "update-id-conflict", "This update id was used for another update");
  static final Problem ORDER_IS_FIXED =
      new Problem(409, "order-is-fixed", "A board with entries keeps its order");
  static final Problem BUSY = new Problem(503, "busy", "The service is at its limit");
  static final Problem UNKNOWN_OUTCOME =
      new Problem(503, "unknown-outcome", "Whether it counts is not known yet");
  static final Problem BOARD_MOVING =
      new Problem(503, "board-moving", "The board is moving to another instance");
  static final Problem DATABASE_AWAY =
      new Problem(503, "database-away", "The database cannot be reached");

  private Problems() {}
}
