package io.carillon.gateway.admin;

import io.carillon.apps.App;
import io.carillon.apps.AppForm;
import io.carillon.apps.AppKey;
import io.carillon.apps.RegisteredApp;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.admin.Decision.Keep;
import io.carillon.gateway.admin.Decision.Refused;
import io.carillon.gateway.admin.Decision.Remove;
import io.carillon.gateway.admin.Decision.Write;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/// What an administrator asks for, and what it makes of an app as it stands. Pure.
///
/// Whoever says which version they saw is refused when it is not the current one; changing settings
/// needs that. A configured app is version 0: a change of it writes its first record, which counts
/// from then on.
sealed interface AppCommand {
  /// Makes an app.
  record Create(App app) implements AppCommand {}

  /// Changes settings as the form says.
  record Change(AppForm form) implements AppCommand {}

  /// Pauses or resumes.
  record Pause(boolean paused) implements AppCommand {}

  /// Adds a pair; the app's older ones stay.
  record AddKey(AppKey key) implements AppCommand {}

  /// Withdraws a pair.
  record WithdrawKey(String key) implements AppCommand {}

  /// Removes the app's record.
  record Delete() implements AppCommand {}

  /// What it is called in the audit.
  default String action() {
    return switch (this) {
      case Create _ -> "app.create";
      case Change _ -> "app.change";
      case Pause(var paused) -> paused ? "app.pause" : "app.resume";
      case AddKey _ -> "key.add";
      case WithdrawKey _ -> "key.withdraw";
      case Delete _ -> "app.delete";
    };
  }

  /// What is to be done.
  ///
  /// @param current the app with the id that is asked for, if there is one
  /// @param seen the version that the administrator saw, when they say so
  default Decision decide(Optional<RegisteredApp> current, OptionalLong seen) {
    if (this instanceof Create(var app)) {
      return current.isPresent()
          ? Refusals.exists(current.get())
          : new Write(new RegisteredApp(app, 0).next(app));
    }
    if (current.isEmpty()) {
      return Refusals.unknown();
    }
    var now = current.get();
    if (seen.isPresent() && seen.getAsLong() != now.version()) {
      return Refusals.changed(now.version());
    }
    return switch (this) {
      case Create _ -> throw new IllegalStateException("decided above");
      case Change(var form) -> seen.isEmpty() ? Refusals.noVersion(now) : changed(now, form);
      case Pause(var paused) -> written(now, paused ? now.app().asPaused() : now.app().asResumed());
      case AddKey(var key) -> added(now, key);
      case WithdrawKey(var key) -> withdrawn(now, key);
      case Delete _ -> now.configured() ? Refusals.configured() : new Remove(now);
    };
  }

  private static Decision changed(RegisteredApp now, AppForm form) {
    try {
      return written(now, form.changed(now.app()));
    } catch (WrongForm e) {
      return new Refused(Refusals.invalid(e));
    }
  }

  private static Decision added(RegisteredApp now, AppKey key) {
    var keys = new ArrayList<>(now.app().keys());
    if (keys.size() >= App.KEYS_MAX) {
      return Refusals.tooManyKeys();
    }
    keys.add(key);
    return written(now, now.app().withKeys(keys));
  }

  private static Decision withdrawn(RegisteredApp now, String key) {
    if (now.app().secretOf(key).isEmpty()) {
      return Refusals.unknownKey();
    }
    var left = now.app().keys().stream().filter(each -> !each.key().equals(key)).toList();
    return left.isEmpty() ? Refusals.lastKey() : written(now, now.app().withKeys(left));
  }

  private static Decision written(RegisteredApp now, App changed) {
    return changed.equals(now.app()) ? new Keep(now) : new Write(now.next(changed));
  }
}
