package io.carillon.presence.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.entrance.identity.Identified;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.entrance.problem.Problem;
import io.carillon.presence.PresenceConfig;
import io.carillon.presence.identity.Caller.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the app of a request that nobody signed: by its public key in the parameter `key` or the
/// header `X-App-Key`, else the app that is set for anonymous requests.
@ApplicationScoped
class Visitors {
  private static final String PARAMETER = "key";
  private static final String HEADER = "X-App-Key";
  private static final Problem MISSING_APP =
      new Problem(401, "missing-identity", "The request names no app");
  private static final Problem UNKNOWN_KEY = new Problem(401, "unknown-key", "No app has this key");

  private final AppRegistry apps;
  private final Optional<String> anonymousApp;
  private final boolean development;

  @Inject
  Visitors(AppRegistry apps, PresenceConfig config, PlatformConfig platform) {
    this.apps = apps;
    this.anonymousApp = config.anonymousApp();
    this.development = platform.development();
  }

  Identified<Caller> identify(RoutingContext request) {
    var key = key(request);
    if (key != null) {
      return apps.byKey(key)
          .map(Visitors::visitor)
          .orElseGet(() ->
              new Refused<>(
                  UNKNOWN_KEY,
                  "no app has the key that was given; send the key that the app's pages"
                      + " connect with"));
    }
    return anonymousApp()
        .map(Visitors::visitor)
        .orElseGet(() ->
            new Refused<>(
                MISSING_APP,
                "send the app's key as the parameter 'key' or the header 'X-App-Key', the"
                    + " user's token as 'Authorization: Bearer …', or sign the request"));
  }

  private static @Nullable String key(RoutingContext request) {
    var parameter = request.queryParams().get(PARAMETER);
    return parameter == null ? request.request().getHeader(HEADER) : parameter;
  }

  private Optional<App> anonymousApp() {
    return anonymousApp.isPresent() ? anonymousApp.flatMap(apps::byId) : onlyApp();
  }

  private Optional<App> onlyApp() {
    var all = apps.all();
    return development && all.size() == 1 ? all.stream().findFirst() : Optional.empty();
  }

  private static Identified<Caller> visitor(App app) {
    return Identified.of(app, new Visitor(app));
  }
}
