package io.carillon.presence.api;

import io.carillon.entrance.problem.Problem;
import io.carillon.presence.identity.Caller;
import io.carillon.presence.identity.Callers;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Lets in whoever `identity` knows; every request passes here before its body is looked at.
@ApplicationScoped
class Entrance {

  /// Far above any action.
  private static final int BODY_BYTES_MAX = 16 * 1024;

  private final Callers callers;

  @Inject
  Entrance(Callers callers) {
    this.callers = callers;
  }

  Uni<Response> let(RoutingContext request, byte[] body, Function<Caller, Uni<Response>> action) {
    if (body.length > BODY_BYTES_MAX) {
      return Uni.createFrom().item(Problem.tooLarge(BODY_BYTES_MAX));
    }
    return callers.identify(request, body).flatMap(identified -> identified.let(action));
  }
}
