package io.carillon.gateway.admin;

import io.carillon.apps.AppRecord;
import io.carillon.apps.RegisteredApp;
import io.carillon.gateway.api.Problem;

/// What is to be done for an [AppCommand].
sealed interface Decision {
  /// This record is written.
  record Write(AppRecord next) implements Decision {}

  /// The app's record is removed.
  record Remove(RegisteredApp last) implements Decision {}

  /// The app is as it should be already: nothing is written.
  record Keep(RegisteredApp app) implements Decision {}

  record Refused(Problem problem) implements Decision {}
}
