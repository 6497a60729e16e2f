package io.carillon.protocol;

/// Whether a request to the HTTP API was signed by the app it is about.
public sealed interface Verdict {

  record Genuine(String key) implements Verdict {}

  /// The request is answered with this and nothing else happens.
  ///
  /// @param code stable, for programs
  /// @param message for people: what was wrong and what to change; never the right signature
  record Refused(int status, String code, String message) implements Verdict {}
}
