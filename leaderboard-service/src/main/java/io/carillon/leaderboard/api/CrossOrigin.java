package io.carillon.leaderboard.api;

import io.carillon.entrance.identity.Origins;
import io.carillon.entrance.problem.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Lets the pages of the apps' origins call from their own origin; in development, any page.
///
/// This only says which pages may read answers. What a request may do is proven by its signature or
/// token, never by its origin, and no cookies are used.
@ApplicationScoped
class CrossOrigin {

  private static final int PRIORITY = 900;
  private static final String MAX_AGE_SECONDS = "600";

  private final Origins origins;

  @Inject
  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext request) {
    var origin = request.request().getHeader("Origin");
    if (origin == null) {
      request.next();
      return;
    }
    var response = request.response();
    response.headers().add("Vary", "Origin");
    if (origins.allows(origin)) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader("Access-Control-Expose-Headers", RequestIds.HEADER + ", Retry-After");
    }
    if (isPreflight(request)) {
      preflight(response);
    } else {
      request.next();
    }
  }

  private static boolean isPreflight(RoutingContext request) {
    return request.request().method().equals(HttpMethod.OPTIONS)
        && request.request().headers().contains("Access-Control-Request-Method");
  }

  private static void preflight(HttpServerResponse response) {
    response.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    response.putHeader(
        "Access-Control-Allow-Headers", "Authorization, Content-Type, " + RequestIds.HEADER);
    response.putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    var _ = response.setStatusCode(204).end();
  }
}
