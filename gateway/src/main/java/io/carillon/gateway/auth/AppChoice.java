package io.carillon.gateway.auth;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.AppRegistry;
import io.carillon.gateway.EnvironmentConfig;
import io.carillon.gateway.api.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the app that a request is about.
///
/// It is the app of the `key` that the request names; else the one whose issuer gave the token;
/// else, without a token, the only app there is (in development: the one with the development
/// secret). A token counts only for the app whose `users` name its issuer and audience.
@Singleton
class AppChoice {
  private static final Duration APPS_RETRY_AFTER = Duration.ofSeconds(1);

  private final AppRegistry apps;
  private final boolean development;

  /// What came of it.
  sealed interface Choice {
    /// The app, and the one of its keys that signs.
    record Chosen(App app, AppKey key) implements Choice {}

    record Refused(Problem problem) implements Choice {}
  }

  AppChoice(AppRegistry apps, EnvironmentConfig environment) {
    this.apps = apps;
    this.development = environment.development();
  }

  Choice choose(@Nullable String key, @Nullable User user, @Nullable String origin) {
    if (!apps.ready()) {
      return new Choice.Refused(
          Problem.unavailable(
              "starting",
              "The apps are still being read: try again in a moment",
              APPS_RETRY_AFTER));
    }
    if (key != null) {
      return apps.byKey(key)
          .map(app -> ofKey(app, key, user, origin))
          .orElseGet(() -> refused(400, "unknown-key", "`key` is no app's key: check it"));
    }
    if (user != null) {
      return apps.byIssuer(user.issuer(), user.audiences())
          .map(app -> admit(app, app.signingKey(), origin))
          .orElseGet(AppChoice::foreignToken);
    }
    return only()
        .map(app -> admit(app, app.signingKey(), origin))
        .orElseGet(
            () -> refused(400, "missing-key", "`key` is missing: name the app by its public key"));
  }

  private Choice ofKey(App app, String key, @Nullable User user, @Nullable String origin) {
    if (user != null && !vouchedFor(app, user)) {
      return foreignToken();
    }
    var secret = app.secretOf(key).orElseThrow();
    return admit(app, new AppKey(key, secret), origin);
  }

  private Choice admit(App app, AppKey key, @Nullable String origin) {
    if (app.paused()) {
      return refused(403, "app-paused", "The app '%s' is paused".formatted(app.id()));
    }
    if (origin != null && !development && !app.allowsOrigin(origin)) {
      return refused(
          403,
          "unknown-origin",
          "Pages of %s may not use the app '%s': add it to the app's origins"
              .formatted(Problem.shown(origin), app.id()));
    }
    return new Choice.Chosen(app, key);
  }

  private static boolean vouchedFor(App app, User user) {
    var users = app.users();
    if (users == null || !users.issuer().equals(user.issuer())) {
      return false;
    }
    var audience = users.audience();
    return audience == null || user.audiences().contains(audience);
  }

  private Optional<App> only() {
    var all = List.copyOf(apps.all());
    if (all.size() == 1) {
      return Optional.of(all.getFirst());
    }
    return development
        ? all.stream().filter(app -> app.signingKey().forDevelopmentOnly()).findFirst()
        : Optional.empty();
  }

  private static Choice foreignToken() {
    return refused(
        403,
        "foreign-token",
        "The token's issuer and audience are not those of the app's users: set them in the app");
  }

  private static Choice refused(int status, String code, String error) {
    return new Choice.Refused(Problem.of(status, code, error));
  }
}
