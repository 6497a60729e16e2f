package io.carillon.gateway.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `POST /apps/{id}/events`: one event to up to a hundred channels.
@Path("/apps/{app}/events")
public class EventsResource {
  private final Triggers triggers;
  private final Triggers.Kind event;

  EventsResource(Triggers triggers, ChannelInfo info) {
    this.triggers = triggers;
    this.event =
        new Triggers.Kind(
            (body, app, params) -> TriggerBodies.event(body, app.limits()),
            (app, events) -> Answers.json(info.ofEvent(app, events)));
  }

  @POST
  public Uni<Response> trigger(
      @PathParam("app") String app, byte[] body, @Context HttpServerRequest request) {
    return triggers.take(app, request, body, event);
  }
}
