package io.carillon.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Decides how a request becomes a socket: on a line that is taken over from HTTP, or, where that
/// cannot be done or is switched off, in the WebSocket extension behind a [FrameGuard]
/// (docs/decisions/0011-sockets-are-taken-over-from-the-websocket-extension.md).
@Singleton
final class SocketUpgrade implements HttpUpgradeCheck {
  static final TypedKey<Greeting> GREETING = new TypedKey<>("carillon.greeting");
  static final TypedKey<FrameGuard> GUARD = new TypedKey<>("carillon.frames");

  private static final Logger LOG = Logger.getLogger(SocketUpgrade.class);

  private final SocketConfig config;
  private final Sockets sockets;
  private final int messageBytesMax;
  private final Map<String, DirectEndpoint> endpoints;

  SocketUpgrade(
      SocketConfig config,
      Sockets sockets,
      @ConfigProperty(name = "quarkus.websockets-next.server.max-message-size") int messageBytesMax,
      @All List<InstanceHandle<DirectEndpoint>> endpoints) {
    this.config = config;
    this.sockets = sockets;
    this.messageBytesMax = messageBytesMax;
    // The extension names endpoints by their classes.
    this.endpoints =
        endpoints.stream()
            .collect(
                Collectors.toMap(
                    each -> each.getBean().getBeanClass().getName(), InstanceHandle::get));
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    Greeting greeting = greeting(context);
    DirectEndpoint endpoint = endpoints.get(context.endpointId());
    if (config.direct() && endpoint != null && Takeover.possible(request)) {
      var socket = new TakenSocket(messageBytesMax, stranger());
      Takeover.begin(request, socket, () -> endpoint.open(greeting, socket));
      return Uni.createFrom().nothing(); // the extension has no part in it any more
    }
    context.userData().put(GREETING, greeting);
    if (request.connection() instanceof ConnectionBase connection) {
      context.userData().put(GUARD, guard(connection.channelHandlerContext()));
    } else {
      LOG.debug("The Netty channel is not at hand: frames are not guarded");
    }
    return CheckResult.permitUpgrade();
  }

  private Stranger stranger() {
    return new Stranger(config, sockets::millis);
  }

  private FrameGuard guard(ChannelHandlerContext channel) {
    // One may be there already, of an upgrade on this line that was refused.
    FrameGuard guard = channel.pipeline().get(FrameGuard.class);
    if (guard == null) {
      guard = new FrameGuard(messageBytesMax, stranger());
      channel.pipeline().addBefore(channel.name(), "carillon-frames", guard);
    }
    return guard;
  }

  private Greeting greeting(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    String key = context.pathParam("key");
    SocketAddress line = request.connection().remoteAddress();
    return new Greeting(
        key == null ? "" : key,
        QueryText.value(request.query(), "protocol"),
        request.getHeader("Origin"),
        sockets.addressOf(
            line == null ? null : line.hostAddress(),
            String.join(",", request.headers().getAll("X-Forwarded-For"))),
        "https".equals(request.scheme()) || "wss".equals(request.scheme()),
        "1".equals(QueryText.value(request.query(), "resume")));
  }
}
