package io.carillon.gateway.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// What nobody else answered is answered here, in the same JSON.
@Singleton
final class UnknownPaths {
  void register(@Observes Router router) {
    router.errorHandler(404, context -> Answers.write(404, context));
  }
}
