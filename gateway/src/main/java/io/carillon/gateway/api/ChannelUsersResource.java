package io.carillon.gateway.api;

import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `GET /apps/{id}/channels/{name}/users`: who is in a presence channel.
@Path("/apps/{app}/channels/{channel}/users")
public class ChannelUsersResource {
  private final ApiGate gate;
  private final ChannelInfo info;

  ChannelUsersResource(ApiGate gate, ChannelInfo info) {
    this.gate = gate;
    this.info = info;
  }

  /// Off the event loop, because a channel may have very many members.
  @GET
  @Blocking
  public Response users(@PathParam("app") String appId, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, ChannelsResource.NO_BODY)) {
      case Rejected(var problem) -> Answers.problem(problem, request);
      case Admitted(var app, _) ->
          switch (ChannelQuestion.members(ChannelQuestion.named(request))) {
            case Broken(var problem) -> Answers.problem(problem, request);
            case Read(var channel) -> Answers.json(info.users(app, channel));
          };
    };
  }
}
