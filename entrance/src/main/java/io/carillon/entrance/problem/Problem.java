package io.carillon.entrance.problem;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/// A way to say no, with status and stable code. The detail, which says what to change, is given
/// where the refusal is made.
///
/// These are the ways that every service has; each keeps its own beside them.
public record Problem(int status, String code, String title) {

  public static final Problem NOT_JSON =
      new Problem(400, "not-json", "The body is not a JSON object");
  public static final Problem INVALID_FIELD =
      new Problem(400, "invalid-field", "A field has a wrong value");
  public static final Problem INVALID_PARAMETER =
      new Problem(400, "invalid-parameter", "A query parameter has a wrong value");
  public static final Problem MISSING_IDENTITY =
      new Problem(401, "missing-identity", "Nobody is signed in");
  public static final Problem INVALID_TOKEN =
      new Problem(401, "invalid-token", "The token is not valid");
  public static final Problem UNKNOWN_ISSUER =
      new Problem(403, "unknown-issuer", "No app knows the issuer of this token");
  public static final Problem APP_PAUSED = new Problem(403, "app-paused", "The app is paused");
  public static final Problem NOT_THE_SUBJECT =
      new Problem(403, "not-the-subject", "The body names another user than the token");
  public static final Problem TOO_LARGE = new Problem(413, "too-large", "The body is too large");
  public static final Problem ISSUER_AWAY =
      new Problem(503, "issuer-away", "The issuer of the tokens cannot be reached");
  public static final Problem BROKEN =
      new Problem(500, "internal-error", "Something is broken here");

  /// What a refusal that passes by itself asks the caller to wait.
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  /// A signature that does not hold, with the verifier's status and code.
  public static Problem notSigned(int status, String code) {
    return new Problem(status, code, "The signature is not valid");
  }

  /// The answer to a body above the service's own bound, which lies below
  /// `quarkus.http.limits.max-body-size`: beyond that the server cuts bodies without a word.
  public static Response tooLarge(long bytesMax) {
    return TOO_LARGE.saying("send a body of at most %d bytes".formatted(bytesMax));
  }

  /// The answer, with what to change.
  public Response saying(String detail) {
    return saying(detail, SHORTLY);
  }

  /// The answer, with what to change and how long to wait where waiting helps.
  public Response saying(String detail, Duration wait) {
    return new ProblemDocument(this, detail).response(wait);
  }
}
