package io.carillon.chat.api;

import io.carillon.chat.domain.Caller;
import io.carillon.chat.identity.Callers;
import io.carillon.entrance.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Lets in whoever `identity` knows; every request passes here before its body is looked at.
@ApplicationScoped
class Entrance {

  private final Callers callers;
  private final long bodyBytesMax;

  @Inject
  Entrance(Callers callers, ChatLimitsConfig limits) {
    this.callers = callers;
    this.bodyBytesMax = limits.bodyMax().asLongValue();
  }

  Uni<Response> let(RoutingContext request, byte[] body, Function<Caller, Uni<Response>> action) {
    if (body.length > bodyBytesMax) {
      return Uni.createFrom().item(Problem.tooLarge(bodyBytesMax));
    }
    return callers
        .identify(request, body)
        .flatMap(identified ->
            identified.let(caller -> {
              Cors.known(request, caller.app());
              return action.apply(caller);
            }));
  }
}
