package io.carillon.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Takes the Netty channel of a request that becomes a socket, and leaves it where the endpoint
/// finds it.
///
/// The cast is the one use of what Vert.x does not promise; where it fails the endpoint sends by
/// the extension's own API. `SocketIT` fails when an upgrade breaks it.
@Singleton
final class ChannelHandles implements HttpUpgradeCheck {
  static final TypedKey<ChannelHandlerContext> KEY = new TypedKey<>("carillon.channel");

  private static final Logger LOG = Logger.getLogger(ChannelHandles.class);

  private final SocketConfig config;

  ChannelHandles(SocketConfig config) {
    this.config = config;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (config.direct()
        && context.httpRequest().connection() instanceof ConnectionBase connection) {
      context.userData().put(KEY, connection.channelHandlerContext());
    } else {
      LOG.debug("The Netty channel is not at hand: frames go through the WebSocket extension");
    }
    return CheckResult.permitUpgrade();
  }
}
