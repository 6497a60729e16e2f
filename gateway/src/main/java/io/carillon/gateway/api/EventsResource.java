package io.carillon.gateway.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `POST /apps/{id}/events`: one event to up to a hundred channels, in the body or in the query.
@Path("/apps/{app}/events")
public class EventsResource {
  private final Triggers triggers;
  private final ChannelInfo info;

  EventsResource(Triggers triggers, ChannelInfo info) {
    this.triggers = triggers;
    this.info = info;
  }

  @POST
  public Uni<Response> trigger(
      @PathParam("app") String app, byte[] body, @Context HttpServerRequest request) {
    return triggers.take(
        app,
        request,
        body,
        new Triggers.Kind(
            (plain, owner, params) ->
                TriggerBodies.event(
                    QueryEvent.isIn(params, plain)
                        ? QueryEvent.body(params, request.query())
                        : plain,
                    owner.limits()),
            (owner, events) -> Answers.json(info.ofEvent(owner, events))));
  }
}
