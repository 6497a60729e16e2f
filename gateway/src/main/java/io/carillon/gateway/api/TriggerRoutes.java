package io.carillon.gateway.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;

/// `POST /apps/{id}/events`, one event to up to a hundred channels, in the body or in the query;
/// and `POST /apps/{id}/batch_events`, several events in order, all of them or none.
///
/// Nearly all requests of a gateway are of these two, so they have routes of their own, before
/// everything that other requests need. Read, checked and answered on the event loop.
@Singleton
final class TriggerRoutes {
  private static final Logger LOG = Logger.getLogger(TriggerRoutes.class);

  /// After what bounds bodies and strips prefixes.
  private static final int ORDER = Integer.MIN_VALUE + 1;

  private final Triggers triggers;
  private final BodyBound bodies;
  private final Triggers.Kind event;
  private final Triggers.Kind batch;

  TriggerRoutes(Triggers triggers, BodyBound bodies, ChannelInfo info) {
    this.triggers = triggers;
    this.bodies = bodies;
    this.event =
        new Triggers.Kind(
            (plain, owner, query) ->
                TriggerBodies.event(
                    QueryEvent.isIn(query.params(), plain)
                        ? QueryEvent.body(query.params(), query.raw())
                        : plain,
                    owner.limits()),
            (owner, events) -> Answers.json(info.ofEvent(owner, events)));
    this.batch =
        new Triggers.Kind(
            (plain, owner, query) -> TriggerBodies.batch(plain, owner.limits()),
            (owner, events) -> Answers.json(info.ofBatch(owner, events)));
  }

  void register(@Observes Router router) {
    router.route("/apps/:app/events").order(ORDER).handler(context -> handle(context, event));
    router.route("/apps/:app/batch_events").order(ORDER).handler(context -> handle(context, batch));
  }

  private void handle(RoutingContext context, Triggers.Kind kind) {
    var request = context.request();
    if (request.method().equals(HttpMethod.POST)) {
      bodies.read(context, body -> take(context, body, kind));
    } else if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      context.next(); // there is no socket here, which a socket is told in its own way
    } else {
      context.response().putHeader(HttpHeaders.ALLOW, "POST");
      Answers.write(405, context);
    }
  }

  private void take(RoutingContext context, Buffer body, Triggers.Kind kind) {
    var request = context.request();
    var loop = context.vertx().getOrCreateContext();
    try {
      triggers.take(
          Objects.requireNonNull(context.pathParam("app")),
          request,
          body.getBytes(),
          kind,
          answer -> write(answer, request, loop));
    } catch (RuntimeException e) {
      LOG.errorf(e, "A request broke: path=%s", RequestPath.of(request));
      Answers.write(500, context);
    }
  }

  /// The log's acknowledgement comes on a thread of its own.
  private static void write(Response answer, HttpServerRequest request, Context loop) {
    if (Context.isOnEventLoopThread()) {
      write(answer, request.response());
    } else {
      loop.runOnContext(_ -> write(answer, request.response()));
    }
  }

  private static void write(Response answer, HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return; // the sender has gone
    }
    response.setStatusCode(answer.getStatus());
    answer.getStringHeaders().forEach(response::putHeader);
    var _ = response.end(String.valueOf(answer.getEntity()));
  }
}
