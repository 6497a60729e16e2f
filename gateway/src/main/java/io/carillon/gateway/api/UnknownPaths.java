package io.carillon.gateway.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// What nobody else answered is answered here, in the same JSON.
@Singleton
final class UnknownPaths {
  void register(@Observes Router router) {
    router.errorHandler(404, UnknownPaths::answer);
    router.errorHandler(413, UnknownPaths::answer);
  }

  private static void answer(RoutingContext context) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    var request = context.request();
    var problem = ProblemMapper.problem(context.statusCode(), request);
    var id = RequestId.of(request);
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Json.TYPE)
        .putHeader(RequestId.HEADER, id.value())
        .end(Answers.body(problem, id));
  }
}
