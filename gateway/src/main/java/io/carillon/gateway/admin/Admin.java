package io.carillon.gateway.admin;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Who is admitted to do what a request asks for.
///
/// @param subject of the token, with its issuer unmistakable
/// @param name as the token shows it to people; null when it has none
record Admin(String subject, String issuer, @Nullable String name, Role role) {
  private static final String KEY = "carillon.admin";

  /// Keeps it with its request.
  void admitTo(RoutingContext request) {
    request.put(KEY, this);
  }

  /// Of a request that [AdminGate] let in; there is no other way to have one.
  static Admin of(RoutingContext request) {
    if (request.get(KEY) instanceof Admin admin) {
      return admin;
    }
    throw new IllegalStateException("a request came in without the gate: " + path(request));
  }

  private static String path(RoutingContext context) {
    HttpServerRequest request = context.request();
    return request.method() + " " + request.path();
  }
}
