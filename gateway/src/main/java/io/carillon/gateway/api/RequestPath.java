package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.Utf8;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;

/// The path of a request as its sender signed it: without query, still percent-encoded.
final class RequestPath {
  private RequestPath() {}

  static String of(HttpServerRequest request) {
    var path = request.path();
    return path == null ? "" : path;
  }

  /// What stands in the path before that end, decoded; every character of it counts.
  ///
  /// @throws IllegalArgumentException when nothing does, or not what can be decoded
  static String segmentBefore(String end, HttpServerRequest request) {
    return segmentBefore(end, of(request));
  }

  static String segmentBefore(String end, String path) {
    var stop = path.lastIndexOf(end);
    var start = stop < 0 ? -1 : path.lastIndexOf('/', stop - 1);
    if (start < 0) {
      throw new IllegalArgumentException("There is nothing before %s".formatted(end));
    }
    // A plus in a path is a plus. Each character is one byte until all are text.
    var encoded = path.substring(start + 1, stop).replace("+", "%2B");
    var bytes = URLDecoder.decode(encoded, ISO_8859_1).getBytes(ISO_8859_1);
    if (!Utf8.isValid(bytes)) {
      throw new IllegalArgumentException("What stands before %s is not UTF-8 text".formatted(end));
    }
    return new String(bytes, UTF_8);
  }
}
