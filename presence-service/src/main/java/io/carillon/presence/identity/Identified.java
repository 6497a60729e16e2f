package io.carillon.presence.identity;

import io.carillon.apps.App;

/// What is known of whoever made a request.
public sealed interface Identified {
  record Known(Caller caller) implements Identified {}

  /// A signature that does not hold, in the verifier's words.
  record NotSigned(int status, String code, String detail) implements Identified {}

  record Denied(Reason reason, String detail) implements Identified {
    static Denied paused(App app) {
      return new Denied(
          Reason.APP_PAUSED,
          "the app %s is paused; its operator can resume it".formatted(app.id()));
    }
  }

  enum Reason {
    MISSING,
    UNKNOWN_KEY,
    INVALID_TOKEN,
    UNKNOWN_ISSUER,
    FOREIGN_ORIGIN,
    APP_PAUSED,
    ISSUER_AWAY
  }
}
