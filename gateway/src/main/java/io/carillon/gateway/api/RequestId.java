package io.carillon.gateway.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Names a request in its answer and in the log, so that the two can be brought together.
record RequestId(String value) {
  static final String HEADER = "X-Request-Id";

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /// The one that came with the request when there is a sound one, else a new one.
  static RequestId of(HttpServerRequest request) {
    var given = request.getHeader(HEADER);
    return given != null && LEGAL.matcher(given).matches()
        ? new RequestId(given)
        : new RequestId("%016x".formatted(ThreadLocalRandom.current().nextLong()));
  }

  @Override
  public String toString() {
    return value;
  }
}
