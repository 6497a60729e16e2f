package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.Utf8;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;

/// The path of a request as its sender signed it: without query, still percent-encoded.
final class RequestPath {
  private static final int NAME = 4; // the first segment stands before the first slash

  private RequestPath() {}

  static String of(HttpServerRequest request) {
    var path = request.path();
    return path == null ? "" : path;
  }

  /// What `/apps/ID/channels/NAME` or `/apps/ID/users/NAME` names, decoded; every character of it
  /// counts. The framework's path parameter ends at a semicolon, and names something else.
  ///
  /// @throws IllegalArgumentException when there is none, or not what can be decoded
  static String name(HttpServerRequest request) {
    return name(of(request));
  }

  static String name(String path) {
    var segments = path.split("/", -1);
    if (segments.length <= NAME) {
      throw new IllegalArgumentException("The path names nothing");
    }
    // A plus in a path is a plus. Each character is one byte until all are text.
    var encoded = segments[NAME].replace("+", "%2B");
    var bytes = URLDecoder.decode(encoded, ISO_8859_1).getBytes(ISO_8859_1);
    if (!Utf8.isValid(bytes)) {
      throw new IllegalArgumentException("What the path names is not UTF-8 text");
    }
    return new String(bytes, UTF_8);
  }
}
