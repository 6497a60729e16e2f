package io.carillon.gateway.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// What no resource answers, and what breaks outside of them, is answered here in the same JSON.
///
/// The framework's own way would log the query too, in which signatures stand (requirement R155).
@Singleton
final class OutsideResources {
  private static final Logger LOG = Logger.getLogger(OutsideResources.class);

  void register(@Observes Router router) {
    router.errorHandler(404, context -> Answers.write(404, context));
    router.route().order(Integer.MIN_VALUE).failureHandler(OutsideResources::failed);
  }

  private static void failed(RoutingContext context) {
    var request = context.request();
    if (context.response().headWritten()) {
      LOG.debugf(context.failure(), "Failed after the answer: path=%s", RequestPath.of(request));
      return;
    }
    int status = status(context);
    if (status >= 500) {
      LOG.errorf(
          context.failure(),
          "A request broke: method=%s path=%s",
          request.method(),
          RequestPath.of(request));
    }
    Answers.write(status, context);
  }

  private static int status(RoutingContext context) {
    if (context.statusCode() >= 400) {
      return context.statusCode();
    }
    // The one rule of HTTP/1.1 whose breach gets as far as here.
    var request = context.request();
    var hostless =
        request.version() != HttpVersion.HTTP_2 && !request.headers().contains(HttpHeaders.HOST);
    return hostless ? 400 : 500;
  }
}
