package io.carillon.gateway.socket;

import io.carillon.protocol.CloseCode;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/// Sockets that ask for what is not there: closed with 4005, so that a client does not try for ever
/// as it would after a plain 404 (pusher-protocol.md section 2.2).
@WebSocket(path = UnknownPath.PATH)
public class UnknownPath implements DirectEndpoint {
  static final String PATH = "/no-such-path";

  private static final int AFTER_ENDPOINTS = RouteConstants.ROUTE_ORDER_DEFAULT;

  /// After all that takes sockets, before what knows plain requests alone.
  void register(@Observes Router router) {
    router.route().order(AFTER_ENDPOINTS).handler(UnknownPath::handle);
  }

  private static void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      context.next();
    } else if (request.getHeader(HandshakeRequest.SEC_WEBSOCKET_KEY) == null) {
      // The extension takes none without a key, not even for this path.
      var _ = context.response().setStatusCode(400).end("Sec-WebSocket-Key is missing");
    } else {
      context.reroute(PATH);
    }
  }

  @Override
  public void open(Greeting greeting, TakenSocket socket) {
    refuse(socket);
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection endpoint) {
    refuse(new EndpointWire(endpoint));
  }

  private static void refuse(Wire wire) {
    wire.refuse(CloseCode.PATH_NOT_FOUND, CloseCode.PATH_NOT_FOUND.reason());
  }
}
