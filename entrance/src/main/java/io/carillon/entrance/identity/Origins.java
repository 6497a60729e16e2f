package io.carillon.entrance.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.entrance.platform.Environment;
import io.carillon.entrance.platform.PlatformConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Which web pages may use the service: those of any origin in development, the apps' own in
/// production.
@Singleton
public class Origins {

  private final AppRegistry apps;
  private final Environment environment;

  @Inject
  Origins(AppRegistry apps, PlatformConfig platform) {
    this.apps = apps;
    this.environment = platform.environment();
  }

  /// A preflight does not say which app it is for, so any app's origin passes.
  public boolean allows(String origin) {
    return environment == Environment.DEVELOPMENT
        || apps.all().stream().anyMatch(app -> app.allowsOrigin(origin));
  }

  public boolean allows(App app, String origin) {
    return allows(app, origin, environment);
  }

  static boolean allows(App app, String origin, Environment environment) {
    return environment == Environment.DEVELOPMENT || app.allowsOrigin(origin);
  }
}
