package io.carillon.chat.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.entrance.platform.Environment;
import io.carillon.entrance.platform.PlatformConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Which web pages may read the answers: those of the app's list, in development too. An app
/// without a list is open in development and closed in production.
@ApplicationScoped
public class Origins {

  private final AppRegistry apps;
  private final Environment environment;

  @Inject
  Origins(AppRegistry apps, PlatformConfig platform) {
    this.apps = apps;
    this.environment = platform.environment();
  }

  /// Whether pages of that origin may call for any app: all that can be said before the caller is
  /// known.
  public boolean allowedForSome(String origin) {
    return apps.all().stream().anyMatch(app -> allows(app, origin, environment));
  }

  public boolean allowedFor(String app, String origin) {
    return apps.byId(app).filter(known -> allows(known, origin, environment)).isPresent();
  }

  static boolean allows(App app, String origin, Environment environment) {
    return app.origins().isEmpty()
        ? environment == Environment.DEVELOPMENT
        : app.allowsOrigin(origin);
  }
}
