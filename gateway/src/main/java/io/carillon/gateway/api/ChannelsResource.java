package io.carillon.gateway.api;

import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `GET /apps/{id}/channels` and one of them: what the whole cluster knows.
@Path("/apps/{app}/channels")
public class ChannelsResource {
  static final byte[] NO_BODY = {};

  private final ApiGate gate;
  private final ChannelInfo info;

  ChannelsResource(ApiGate gate, ChannelInfo info) {
    this.gate = gate;
    this.info = info;
  }

  /// Off the event loop, because an app may have very many channels.
  @GET
  @Blocking
  public Response list(@PathParam("app") String appId, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, NO_BODY)) {
      case Rejected(var problem) -> Answers.problem(problem, request);
      case Admitted(var app, var params) ->
          switch (ChannelQuestion.Listing.of(params)) {
            case Broken(var problem) -> Answers.problem(problem, request);
            case Read(var asked) ->
                Answers.json(info.ofChannels(app, asked.prefix(), asked.info()));
          };
    };
  }

  @GET
  @Path("/{channel}")
  @NonBlocking
  public Uni<Response> one(@PathParam("app") String appId, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, NO_BODY)) {
      case Rejected(var problem) -> refused(problem, request);
      case Admitted(var app, var params) ->
          switch (ChannelQuestion.One.of(app, ChannelQuestion.named(request), params)) {
            case Broken(var problem) -> refused(problem, request);
            case Read(var asked) ->
                info.ofChannel(app, asked.channel(), asked.info()).map(Answers::json);
          };
    };
  }

  private static Uni<Response> refused(Problem problem, HttpServerRequest request) {
    return Uni.createFrom().item(Answers.problem(problem, request));
  }
}
