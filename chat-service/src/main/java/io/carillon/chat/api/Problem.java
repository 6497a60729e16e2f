package io.carillon.chat.api;

import jakarta.ws.rs.core.Response;

/// All the ways to say no, with status and stable code. The detail, which says what to change, is
/// given where the refusal is made.
enum Problem {
  NOT_JSON(400, "not-json", "The body is not a JSON object"),
  INVALID_FIELD(400, "invalid-field", "A field has a wrong value"),
  INVALID_PARAMETER(400, "invalid-parameter", "A query parameter has a wrong value"),
  UNKNOWN_REPLY(400, "unknown-reply", "The message that is answered is not in this conversation"),
  UNKNOWN_MESSAGE(404, "unknown-message", "There is no such message"),
  MISSING_IDENTITY(401, "missing-identity", "Nobody is signed in"),
  INVALID_TOKEN(401, "invalid-token", "The token is not valid"),
  NOT_SIGNED(401, "invalid-signature", "The signature is not valid"),
  UNKNOWN_ISSUER(403, "unknown-issuer", "No app knows the issuer of this token"),
  APP_PAUSED(403, "app-paused", "The app is paused"),
  NOT_THE_SUBJECT(403, "not-the-subject", "The body names another user than the token"),
  NOT_A_MEMBER(403, "not-a-member", "No access to this conversation"),
  CONFLICTING_MESSAGE(409, "conflicting-message", "This client message id has other content"),
  TOO_LARGE(413, "too-large", "The body is too large"),
  BUSY(503, "busy", "The service is at its limit"),
  DATABASE_AWAY(503, "database-away", "The database cannot be reached"),
  BROKER_AWAY(503, "broker-away", "The broker cannot be reached"),
  ISSUER_AWAY(503, "issuer-away", "The issuer of the tokens cannot be reached"),
  BROKEN(500, "internal-error", "Something is broken here");

  /// What a refusal that passes by itself asks the caller to wait.
  static final int RETRY_AFTER_SECONDS = 1;

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
    return ProblemDocument.of(this, detail).response();
  }
}
