package io.carillon.presence.api;

import io.carillon.entrance.identity.Origins;
import io.carillon.entrance.problem.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/// Lets pages of allowed origins use the service. No cookies are let through: identity is in the
/// token, the key or the signature.
@Singleton
class CrossOrigin {
  private static final int PRIORITY = 900;
  private static final String PATHS = "/api/";
  private static final String PREFLIGHT_SECONDS = "600";
  private static final int NO_CONTENT = 204;
  private static final Pattern HEADER_NAMES =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,500}");

  private final Origins origins;

  @Inject
  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext request) {
    var origin = request.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !request.normalizedPath().startsWith(PATHS)) {
      request.next();
      return;
    }
    var response = request.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    if (origins.allows(origin)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.putHeader(
          HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RequestIds.HEADER + ", Retry-After");
    }
    if (HttpMethod.OPTIONS.equals(request.request().method())) {
      preflight(request, response);
    } else {
      request.next();
    }
  }

  private static void preflight(RoutingContext request, HttpServerResponse response) {
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    // Pages may add headers of their own, which mean nothing here.
    var headers = request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    response.setStatusCode(NO_CONTENT).end();
  }
}
