package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.App;
import io.carillon.events.Utf8;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/// `POST /apps/{id}/channels/{name}/events?name=…&socket_id=…`: the old form of a trigger, whose
/// body is the data itself (pusher-protocol.md section 9.9).
@Path("/apps/{app}/channels/{channel}/events")
public class ChannelEventsResource {
  private final Triggers triggers;

  ChannelEventsResource(Triggers triggers) {
    this.triggers = triggers;
  }

  @POST
  public Uni<Response> trigger(
      @PathParam("app") String app, byte[] body, @Context HttpServerRequest request) {
    var channel = ChannelQuestion.named(request);
    var kind =
        new Triggers.Kind(
            (plain, owner, query) -> event(plain, owner, query.params(), channel),
            (owner, events) -> Response.accepted().build());
    return Uni.createFrom()
        .emitter(answer -> triggers.take(app, request, body, kind, answer::complete));
  }

  private static Reading<List<EventRequest>> event(
      byte[] body, App app, Map<String, String> params, String channel) {
    if (!Utf8.isValid(body)) {
      return new Reading.Broken<>(
          Problem.badRequest("invalid-data", "The body is not UTF-8 text: send UTF-8"));
    }
    try {
      var draft =
          EventDraft.of(
              channel, params.get("name"), new String(body, UTF_8), params.get("socket_id"));
      return new Reading.Read<>(List.of(draft.checked(app.limits())));
    } catch (WrongBody e) {
      return new Reading.Broken<>(e.problem());
    }
  }
}
