package io.carillon.gateway.fallback;

import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.socket.Greeting;
import io.carillon.gateway.socket.Handshake.Outcome;
import io.carillon.gateway.socket.QueryText;
import io.carillon.protocol.CloseCode;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/// `/app/{key}/{server}/{session}/` and `xhr_streaming`, `xhr` or `xhr_send`: the edge between HTTP
/// and a [Session].
///
/// Pages of any origin may ask and read, since no cookie says who they are; which may connect is
/// decided as for sockets, and refused in the protocol's own way, which the stock client
/// understands.
@Singleton
final class FallbackRoutes {
  private static final String PATHS =
      "/app/(?<key>[^/]+)/(?<server>[^/]+)/(?<session>[^/]+)/(?<kind>xhr_streaming|xhr|xhr_send)";
  private static final String METHODS = "POST, OPTIONS";
  private static final String PREFLIGHT_SECONDS = "7200";
  private static final String LINES = "application/javascript; charset=UTF-8";

  private final FallbackConfig config;
  private final Sessions sessions;
  private final SendRequests sends;

  FallbackRoutes(FallbackConfig config, Sessions sessions, SendRequests sends) {
    this.config = config;
    this.sessions = sessions;
    this.sends = sends;
  }

  void register(@Observes Router router) {
    if (config.enabled()) {
      // Behind the prefix and the bound of bodies, before what serves files and resources.
      router.routeWithRegex(PATHS).order(Integer.MIN_VALUE + 1).handler(this::handle);
    }
  }

  private void handle(RoutingContext context) {
    var response = context.response();
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    switch (context.request().method().name()) {
      case "POST" -> post(context);
      case "OPTIONS" -> preflight(response);
      default -> refuseMethod(context);
    }
  }

  private static void refuseMethod(RoutingContext context) {
    var method = Problem.shown(context.request().method().name());
    context.response().putHeader(HttpHeaders.ALLOW, METHODS);
    Answers.write(
        Problem.of(405, "unknown-method", "A session is asked with POST, not " + method), context);
  }

  /// The stock client sends JSON's content type, so browsers ask before each request.
  private static void preflight(HttpServerResponse response) {
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    var _ = response.setStatusCode(204).end();
  }

  private void post(RoutingContext context) {
    Optional<SessionKey> key =
        SessionKey.of(
            segment(context, "key"), segment(context, "server"), segment(context, "session"));
    if (key.isEmpty()) {
      Answers.write(
          Problem.badRequest(
              "invalid-session",
              "A session is named by up to three digits and eight or more of 0-9 A-Z a-z _ -"),
          context);
      return;
    }
    switch (segment(context, "kind")) {
      case "xhr_send" -> sends.send(context, sessions.find(key.get()));
      case "xhr" -> receive(context, key.get(), false);
      default -> receive(context, key.get(), true);
    }
  }

  /// The route's pattern has them all.
  private static String segment(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name));
  }

  private void receive(RoutingContext context, SessionKey key, boolean streaming) {
    context.request().resume();
    if (hasBody(context)) {
      Answers.write(
          Problem.badRequest("unexpected-body", "A request to receive has no body"), context);
      return;
    }
    Optional<Session> open = sessions.find(key);
    if (open.isPresent()) {
      receive(context, open.get(), streaming);
      return;
    }
    switch (sessions.decide(greeting(context.request(), key))) {
      case Outcome.Welcome terms ->
          receive(context, sessions.open(key, terms, eventLoop()), streaming);
      case Outcome.Refused(CloseCode code, String why) -> {
        prepare(context.response());
        var _ = context.response().end(sessions.refusal(code, why).bytes());
      }
    }
  }

  private Greeting greeting(HttpServerRequest request, SessionKey key) {
    return new Greeting(
        key.appKey(),
        QueryText.value(request.query(), "protocol"),
        request.getHeader(HttpHeaders.ORIGIN),
        sessions.addressOf(request),
        "https".equals(request.scheme()),
        false);
  }

  /// One would count against the bound of bodies for as long as the answer lasts.
  private static boolean hasBody(RoutingContext context) {
    var headers = context.request().headers();
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return headers.contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static void receive(RoutingContext context, Session session, boolean streaming) {
    prepare(context.response());
    var receiver = new HttpReceiver(context.request(), streaming, session);
    session.run(() -> session.receive(receiver));
  }

  /// Nothing on the way may keep a line back.
  private static void prepare(HttpServerResponse response) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, LINES);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
    response.putHeader("X-Accel-Buffering", "no");
    response.putHeader("X-Content-Type-Options", "nosniff");
  }

  private static EventLoop eventLoop() {
    // Requests are handled on a context, always.
    return ((ContextInternal) Objects.requireNonNull(Vertx.currentContext())).nettyEventLoop();
  }
}
