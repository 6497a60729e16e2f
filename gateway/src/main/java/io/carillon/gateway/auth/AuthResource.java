package io.carillon.gateway.auth;

import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.carillon.gateway.auth.Authorizer.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;

/// Where the client library asks for its signatures: `/api/pusher/auth` for channels,
/// `/api/pusher/user-auth` for the sign-in.
@Path("/api/pusher")
public class AuthResource {
  private final Callers callers;
  private final Authorizer authorizer;

  AuthResource(Callers callers, Authorizer authorizer) {
    this.callers = callers;
    this.authorizer = authorizer;
  }

  @POST
  @Path("/auth")
  public Uni<Response> subscription(byte[] body, @Context HttpServerRequest request) {
    return answer(
        body, request, (form, caller) -> authorizer.subscription(form, caller, origin(request)));
  }

  @POST
  @Path("/user-auth")
  public Uni<Response> signIn(byte[] body, @Context HttpServerRequest request) {
    return answer(
        body,
        request,
        (form, caller) -> Uni.createFrom().item(authorizer.signIn(form, caller, origin(request))));
  }

  private Uni<Response> answer(
      byte[] body,
      HttpServerRequest request,
      BiFunction<AuthForm, Caller, Uni<Outcome>> authorization) {
    return switch (AuthForm.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body)) {
      case Broken(var problem) -> Uni.createFrom().item(Answers.problem(problem, request));
      case Read(var form) ->
          callers
              .current(request)
              .flatMap(caller -> authorization.apply(form, caller))
              .map(outcome -> answer(outcome, request));
    };
  }

  private static Response answer(Outcome outcome, HttpServerRequest request) {
    return switch (outcome) {
      case Outcome.Signed(var json) -> Answers.json(json);
      case Outcome.Refused(var problem) -> Answers.problem(problem, request);
    };
  }

  private static String origin(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN);
  }
}
