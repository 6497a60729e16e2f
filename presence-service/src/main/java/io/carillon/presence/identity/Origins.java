package io.carillon.presence.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.presence.PlatformConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Which web pages may use the service: those of any origin in development, the apps' own in
/// production.
@ApplicationScoped
public class Origins {
  private final AppRegistry apps;
  private final boolean development;

  @Inject
  Origins(AppRegistry apps, PlatformConfig platform) {
    this.apps = apps;
    this.development = platform.development();
  }

  /// A preflight does not say which app it is for, so any app's origin passes.
  public boolean allows(String origin) {
    return development || apps.all().stream().anyMatch(app -> app.allowsOrigin(origin));
  }

  boolean allows(App app, String origin) {
    return development || app.allowsOrigin(origin);
  }
}
