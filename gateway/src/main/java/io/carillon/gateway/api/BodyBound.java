package io.carillon.gateway.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses bodies that say of themselves that they are too large, in the same JSON as everything.
///
/// The server's own bound closes the connection under the sender, who then sees no answer. Here the
/// body is read and forgotten first, unless it is so large that this costs more than it helps.
@Singleton
final class BodyBound {
  private static final long FORGOTTEN_BYTES_MAX = 64L << 20;

  private final long bytesMax;

  BodyBound(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
    this.bytesMax = max.asLongValue();
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    var length = length(context.request());
    if (length <= bytesMax) {
      context.next();
    } else if (length <= FORGOTTEN_BYTES_MAX) {
      context.request().handler(_ -> {}).endHandler(_ -> Answers.write(413, context)).resume();
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Answers.write(413, context);
    }
  }

  private static long length(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // Netty refuses it
    }
  }
}
