package io.carillon.gateway.auth;

import io.carillon.apps.AppRegistry;
import io.carillon.gateway.EnvironmentConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/// Lets pages of other origins use the authorization endpoint: of any in development, of the apps'
/// own in production.
///
/// A preflight does not say which app it is for, so any app's origin passes here; the request
/// itself is checked against its app. No cookies are let through: identity is the bearer token's
/// alone.
@Singleton
class AuthCors {
  private static final Pattern HEADER_NAMES =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,500}");
  private static final String PREFLIGHT_SECONDS = "600";

  private final AppRegistry apps;
  private final boolean development;

  AuthCors(AppRegistry apps, EnvironmentConfig environment) {
    this.apps = apps;
    this.development = environment.development();
  }

  void register(@Observes Router router) {
    router.route("/api/pusher/*").order(Integer.MIN_VALUE).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    var origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      context.next();
      return;
    }
    var response = context.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    if (allows(origin)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-Id, Retry-After");
    }
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      preflight(context, response);
    } else {
      context.next();
    }
  }

  private static void preflight(RoutingContext context, HttpServerResponse response) {
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    // Pages may add headers of their own, which mean nothing here.
    var headers = context.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    response.setStatusCode(204).end();
  }

  private boolean allows(String origin) {
    return development || apps.all().stream().anyMatch(app -> app.allowsOrigin(origin));
  }
}
