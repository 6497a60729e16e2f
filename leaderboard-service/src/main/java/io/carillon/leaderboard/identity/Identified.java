package io.carillon.leaderboard.identity;

/// What is known of whoever makes a request.
public sealed interface Identified {

  record Known(Caller caller) implements Identified {}

  /// Nobody this service knows.
  ///
  /// @param detail what to change
  record Denied(Reason reason, String detail) implements Identified {}

  /// A signature that does not hold, in the verifier's words.
  record NotSigned(int status, String code, String detail) implements Identified {}

  /// Why somebody is not let in.
  enum Reason {
    MISSING,
    INVALID_TOKEN,
    UNKNOWN_ISSUER,
    UNKNOWN_APP,
    APP_PAUSED,
    ISSUER_AWAY
  }
}
