package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.Problem;
import io.carillon.leaderboard.identity.Caller;
import io.carillon.leaderboard.identity.Callers;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Lets in whoever `identity` knows; every request passes here before it is looked at.
@ApplicationScoped
class Entrance {

  private static final int BODY_BYTES_MAX = 64 * 1024;

  private final Callers callers;

  @Inject
  Entrance(Callers callers) {
    this.callers = callers;
  }

  Uni<Response> write(RoutingContext request, byte[] body, Function<Caller, Uni<Response>> action) {
    if (body.length > BODY_BYTES_MAX) {
      return Uni.createFrom().item(Problem.tooLarge(BODY_BYTES_MAX));
    }
    return callers.writer(request, body).flatMap(identified -> identified.let(action));
  }

  Uni<Response> read(RoutingContext request, Function<Caller, Uni<Response>> action) {
    return callers.reader(request).flatMap(identified -> identified.let(action));
  }
}
