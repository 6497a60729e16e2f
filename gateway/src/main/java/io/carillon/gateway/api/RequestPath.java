package io.carillon.gateway.api;

import io.vertx.core.http.HttpServerRequest;

/// The path of a request as its sender signed it: without query, still percent-encoded.
final class RequestPath {
  private RequestPath() {}

  static String of(HttpServerRequest request) {
    var path = request.path();
    return path == null ? "" : path;
  }
}
