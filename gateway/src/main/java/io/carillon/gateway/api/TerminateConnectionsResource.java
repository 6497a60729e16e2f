package io.carillon.gateway.api;

import io.carillon.apps.App;
import io.carillon.events.ControlRecord.TerminateUser;
import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.publish.Publisher;
import io.carillon.protocol.ChannelName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `POST /apps/{id}/users/{user}/terminate_connections`: ends all connections that are signed in as
/// the user, on every gateway. Answered when the command stands on the log.
@Path("/apps/{app}/users/{user}/terminate_connections")
public class TerminateConnectionsResource {
  private final ApiGate gate;
  private final Publisher publisher;
  private final PublishAnswers answers;

  TerminateConnectionsResource(ApiGate gate, Publisher publisher, PublishAnswers answers) {
    this.gate = gate;
    this.publisher = publisher;
    this.answers = answers;
  }

  @POST
  public Uni<Response> terminate(
      @PathParam("app") String appId, byte[] body, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, body)) {
      case Rejected(var problem) -> refused(problem, request);
      case Admitted(var app, _) -> terminate(app, request);
    };
  }

  private Uni<Response> terminate(App app, HttpServerRequest request) {
    String user;
    try {
      user = RequestPath.name(request);
      ChannelName.ofUser(user);
    } catch (IllegalArgumentException e) {
      return refused(
          Problem.badRequest("invalid-user", Problem.shown(String.valueOf(e.getMessage()))),
          request);
    }
    return publisher
        .command(new TerminateUser(app.id(), user))
        .map(outcome -> answers.answer(outcome, request, Answers::done));
  }

  private static Uni<Response> refused(Problem problem, HttpServerRequest request) {
    return Uni.createFrom().item(Answers.problem(problem, request));
  }
}
