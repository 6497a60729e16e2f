package io.carillon.leaderboard.api;

import io.carillon.leaderboard.identity.Caller;
import io.carillon.leaderboard.identity.Callers;
import io.carillon.leaderboard.identity.Identified;
import io.carillon.leaderboard.identity.Identified.Denied;
import io.carillon.leaderboard.identity.Identified.Known;
import io.carillon.leaderboard.identity.Identified.NotSigned;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Lets in whoever `identity` knows; every request passes here before it is looked at.
@ApplicationScoped
class Entrance {

  // Below quarkus.http.limits.max-body-size, above which the server cuts bodies off without a word.
  private static final int BODY_BYTES_MAX = 64 * 1024;

  private final Callers callers;

  @Inject
  Entrance(Callers callers) {
    this.callers = callers;
  }

  Uni<Response> write(RoutingContext request, byte[] body, Function<Caller, Uni<Response>> action) {
    if (body.length > BODY_BYTES_MAX) {
      return Uni.createFrom()
          .item(
              Problem.TOO_LARGE.saying(
                  "send a body of at most %d bytes".formatted(BODY_BYTES_MAX)));
    }
    return callers.writer(request, body).flatMap(identified -> let(identified, action));
  }

  Uni<Response> read(RoutingContext request, Function<Caller, Uni<Response>> action) {
    return callers.reader(request).flatMap(identified -> let(identified, action));
  }

  private static Uni<Response> let(Identified identified, Function<Caller, Uni<Response>> action) {
    return switch (identified) {
      case Known known -> action.apply(known.caller());
      case Denied denied -> Uni.createFrom().item(problem(denied).saying(denied.detail()));
      case NotSigned refused ->
          Uni.createFrom()
              .item(
                  new ProblemDocument(
                          refused.status(),
                          refused.code(),
                          "The signature is not valid",
                          refused.detail())
                      .response());
    };
  }

  private static Problem problem(Denied denied) {
    return switch (denied.reason()) {
      case MISSING -> Problem.MISSING_IDENTITY;
      case INVALID_TOKEN -> Problem.INVALID_TOKEN;
      case UNKNOWN_ISSUER -> Problem.UNKNOWN_ISSUER;
      case UNKNOWN_APP -> Problem.UNKNOWN_APP;
      case APP_PAUSED -> Problem.APP_PAUSED;
      case ISSUER_AWAY -> Problem.ISSUER_AWAY;
    };
  }
}
