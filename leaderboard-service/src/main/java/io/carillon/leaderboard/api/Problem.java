package io.carillon.leaderboard.api;

import jakarta.ws.rs.core.Response;

/// All the ways to say no, with status and stable code. The detail, which says what to change, is
/// given where the refusal is made.
enum Problem {
  NOT_JSON(400, "not-json", "The body is not a JSON object"),
  INVALID_FIELD(400, "invalid-field", "A field has a wrong value"),
  INVALID_PARAMETER(400, "invalid-parameter", "A parameter has a wrong value"),
  MISSING_IDENTITY(401, "missing-identity", "Nobody is signed in"),
  INVALID_TOKEN(401, "invalid-token", "The token is not valid"),
  UNKNOWN_ISSUER(403, "unknown-issuer", "No app knows the issuer of this token"),
  UNKNOWN_APP(401, "unknown-app", "There is no app with this key"),
  APP_PAUSED(403, "app-paused", "The app is paused"),
  SERVER_ONLY(403, "server-only", "Only the app's server may do this"),
  NOT_THE_SUBJECT(403, "not-the-subject", "The body names another user than the token"),
  UNKNOWN_BOARD(404, "unknown-board", "There is no such board"),
  UNKNOWN_ENTRY(404, "unknown-entry", "This user is not on the board"),
  SCORE_OVERFLOW(409, "score-overflow", "The score would not be a 64-bit number any more"),
  UPDATE_ID_CONFLICT(409, "update-id-conflict", "This update id was used for another update"),
  ORDER_IS_FIXED(409, "order-is-fixed", "A board with entries keeps its order"),
  TOO_LARGE(413, "too-large", "The body is too large"),
  BUSY(503, "busy", "The service is at its limit"),
  UNKNOWN_OUTCOME(503, "unknown-outcome", "Whether it counts is not known yet"),
  BOARD_MOVING(503, "board-moving", "The board is moving to another instance"),
  DATABASE_AWAY(503, "database-away", "The database cannot be reached"),
  ISSUER_AWAY(503, "issuer-away", "The issuer of the tokens cannot be reached"),
  BROKEN(500, "internal-error", "Something is broken here");

  final int status;
  final String code;
  final String title;

  Problem(int status, String code, String title) {
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /// The answer, with what to change.
  Response saying(String detail) {
    return new ProblemDocument(status, code, title, detail).response();
  }
}
