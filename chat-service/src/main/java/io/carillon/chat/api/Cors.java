package io.carillon.chat.api;

import io.carillon.chat.identity.Origins;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// Lets the pages of the apps' origins call from browsers. A preflight names no app, so it passes
/// when any app allows the origin; the answer is readable only when the caller's own app does.
@ApplicationScoped
class Cors {

  private static final String APP = "carillon.app";
  private static final int PRIORITY = 900;
  private static final String METHODS = "GET, POST";
  private static final String HEADERS = "Authorization, Content-Type, X-Socket-ID, X-Request-ID";
  private static final String EXPOSED = "X-Request-ID, Retry-After";
  private static final String MAX_AGE_SECONDS = "600";

  private final Origins origins;

  @Inject
  Cors(Origins origins) {
    this.origins = origins;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  /// Tells which app the caller is of.
  static void known(RoutingContext request, String app) {
    request.put(APP, app);
  }

  private void handle(RoutingContext request) {
    var origin = request.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      request.next();
    } else if (isPreflight(request)) {
      answer(request, origin);
    } else {
      request.addHeadersEndHandler(end -> mark(request, origin));
      request.next();
    }
  }

  private static boolean isPreflight(RoutingContext request) {
    return request.request().method().equals(HttpMethod.OPTIONS)
        && request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }

  private void answer(RoutingContext request, String origin) {
    var response = request.response();
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (!origins.allowedForSome(origin)) {
      response.setStatusCode(403).end();
      return;
    }
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
        .setStatusCode(204)
        .end();
  }

  private void mark(RoutingContext request, String origin) {
    var response = request.response();
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (allowed(request.get(APP), origin)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  private boolean allowed(@Nullable String app, String origin) {
    return app == null ? origins.allowedForSome(origin) : origins.allowedFor(app, origin);
  }
}
