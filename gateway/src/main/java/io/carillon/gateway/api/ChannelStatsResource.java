package io.carillon.gateway.api;

import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// `GET /apps/{id}/channels/{name}/stats`: the old form of asking about a channel
/// (pusher-protocol.md section 9.9).
@Path("/apps/{app}/channels/{channel}/stats")
public class ChannelStatsResource {
  private final ApiGate gate;
  private final ChannelInfo info;

  ChannelStatsResource(ApiGate gate, ChannelInfo info) {
    this.gate = gate;
    this.info = info;
  }

  @GET
  @NonBlocking
  public Response stats(@PathParam("app") String appId, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, ChannelsResource.NO_BODY)) {
      case Rejected(var problem) -> Answers.problem(problem, request);
      case Admitted(var app, _) ->
          switch (ChannelQuestion.One.of(app, ChannelQuestion.named(request), Map.of())) {
            case Broken(var problem) -> Answers.problem(problem, request);
            case Read(var asked) -> Answers.json(info.stats(app, asked.channel()));
          };
    };
  }
}
