package io.carillon.gateway.admin;

import io.carillon.apps.App;
import io.carillon.apps.RegisteredApp;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.admin.Decision.Refused;
import io.carillon.gateway.api.Problem;
import java.time.Duration;

/// Why something was not done, each with what to change.
final class Refusals {
  private static final Duration SOON = Duration.ofSeconds(2);

  static final Problem STARTING =
      Problem.unavailable("starting", "The apps are still being read: try again in a moment", SOON);
  static final Problem BUSY =
      Problem.unavailable(
          "busy", "Too many changes are under way: send the same again in a moment", SOON);
  static final Problem NO_AUDIT =
      Problem.unavailable(
          "audit-unavailable",
          "Nothing was done, because Kafka did not take the audit record: try again later",
          SOON);
  static final Problem UNKNOWN_OUTCOME =
      Problem.unavailable(
          "outcome-unknown",
          "The change was not confirmed in time and may still count: read the app before you try again",
          SOON);

  private Refusals() {}

  static Problem invalid(WrongForm wrong) {
    return Problem.badRequest("invalid-app", wrong.why());
  }

  static Problem noPlatformKey(String why) {
    return Problem.of(503, "no-platform-key", "Nothing was done: " + why);
  }

  static Problem unknownApp() {
    return Problem.of(404, "unknown-app", "There is no app with this id: list them first");
  }

  static Refused unknown() {
    return new Refused(unknownApp());
  }

  static Refused exists(RegisteredApp app) {
    return refused(
        409,
        "app-exists",
        "There is an app with this id already (version %d): choose another, or leave it out"
            .formatted(app.version()));
  }

  /// Somebody else changed it first.
  static Refused changed(long version) {
    return new Refused(overtaken(version));
  }

  static Problem overtaken(long version) {
    return Problem.of(
        409,
        "version-conflict",
        "The app has changed meanwhile: its version is %d now. Read it and decide again"
            .formatted(version));
  }

  static Refused noVersion(RegisteredApp app) {
    return refused(
        428,
        "missing-version",
        "Say which version you saw, by `version` in the body or by If-Match: it is %d now"
            .formatted(app.version()));
  }

  static Refused tooManyKeys() {
    return refused(
        409, "too-many-keys", "An app has at most %d keys: withdraw one".formatted(App.KEYS_MAX));
  }

  static Refused unknownKey() {
    return new Refused(unknownKeyProblem());
  }

  static Problem unknownKeyProblem() {
    return Problem.of(404, "unknown-key", "The app has no such key");
  }

  static Refused lastKey() {
    return refused(409, "last-key", "An app needs a key: add another before you withdraw this one");
  }

  static Refused configured() {
    return refused(
        409,
        "configured-app",
        "The app stands in the apps file alone, and no record can be removed: take it out of the"
            + " file, or pause it");
  }

  private static Refused refused(int status, String code, String error) {
    return new Refused(Problem.of(status, code, error));
  }
}
