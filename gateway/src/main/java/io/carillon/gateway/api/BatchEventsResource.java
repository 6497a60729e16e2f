package io.carillon.gateway.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `POST /apps/{id}/batch_events`: several events in order, all of them or none.
@Path("/apps/{app}/batch_events")
public class BatchEventsResource {
  private final Triggers triggers;
  private final Triggers.Kind batch;

  BatchEventsResource(Triggers triggers, ChannelInfo info) {
    this.triggers = triggers;
    this.batch =
        new Triggers.Kind(
            (body, app, params) -> TriggerBodies.batch(body, app.limits()),
            (app, events) -> Answers.json(info.ofBatch(app, events)));
  }

  @POST
  public Uni<Response> trigger(
      @PathParam("app") String app, byte[] body, @Context HttpServerRequest request) {
    return triggers.take(app, request, body, batch);
  }
}
