package io.carillon.presence.api;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/// All the ways to say no, with status and stable code. The detail, which says what to change, is
/// given where the refusal is made.
enum Problem {
  NOT_JSON(400, "not-json", "The body is not a JSON object"),
  INVALID_FIELD(400, "invalid-field", "A field has a wrong value"),
  INVALID_PARAMETER(400, "invalid-parameter", "A query parameter has a wrong value"),
  MISSING_IDENTITY(401, "missing-identity", "The request names no app"),
  UNKNOWN_KEY(401, "unknown-key", "No app has this key"),
  INVALID_TOKEN(401, "invalid-token", "The token is not valid"),
  NOT_SIGNED(401, "invalid-signature", "The signature is not valid"),
  UNKNOWN_ISSUER(403, "unknown-issuer", "No app knows the issuer of this token"),
  FOREIGN_ORIGIN(403, "foreign-origin", "The page is none of the app's"),
  APP_PAUSED(403, "app-paused", "The app is paused"),
  NOT_THE_SUBJECT(403, "not-the-subject", "The body names another user than the token"),
  NOT_A_PEER(403, "not-a-peer", "This path is for instances of the service"),
  NOT_THE_OWNER(421, "not-the-owner", "Another instance counts this item"),
  TOO_MANY_ACTIONS(429, "too-many-actions", "Too many joins and leaves"),
  UNKNOWN_COUNT(503, "count-unknown", "The count is not known now"),
  ISSUER_AWAY(503, "issuer-away", "The issuer of the tokens cannot be reached"),
  BROKEN(500, "internal-error", "Something is broken here");

  /// What a refusal that passes by itself asks the caller to wait.
  private static final Duration SHORTLY = Duration.ofSeconds(1);

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
    return saying(detail, SHORTLY);
  }

  /// The answer, with what to change and how long to wait where waiting helps.
  Response saying(String detail, Duration wait) {
    return new ProblemDocument(status, code, title, detail).response(wait);
  }
}
