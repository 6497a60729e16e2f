package io.carillon.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Takes the Netty channel of a request that becomes a socket, puts a [FrameGuard] before the
/// extension, and leaves both, with the address of the line's other end, where the endpoint finds
/// them.
///
/// The cast is the one use of what Vert.x does not promise; where it fails the endpoint sends by
/// the extension's own API. `SocketIT` fails when an upgrade breaks it.
@Singleton
final class ChannelHandles implements HttpUpgradeCheck {
  static final TypedKey<ChannelHandlerContext> KEY = new TypedKey<>("carillon.channel");
  static final TypedKey<String> ADDRESS = new TypedKey<>("carillon.address");
  static final TypedKey<FrameGuard> GUARD = new TypedKey<>("carillon.frames");

  private static final Logger LOG = Logger.getLogger(ChannelHandles.class);

  private final SocketConfig config;
  private final Sockets sockets;
  private final int messageBytesMax;

  ChannelHandles(
      SocketConfig config,
      Sockets sockets,
      @ConfigProperty(name = "quarkus.websockets-next.server.max-message-size")
          int messageBytesMax) {
    this.config = config;
    this.sockets = sockets;
    this.messageBytesMax = messageBytesMax;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (context.httpRequest().connection() instanceof ConnectionBase connection) {
      guard(context, connection.channelHandlerContext());
    } else {
      LOG.debug("The Netty channel is not at hand: frames go through the WebSocket extension");
    }
    SocketAddress line = context.httpRequest().connection().remoteAddress();
    if (line != null && line.hostAddress() != null) {
      context.userData().put(ADDRESS, line.hostAddress());
    }
    return CheckResult.permitUpgrade();
  }

  private void guard(HttpUpgradeContext context, ChannelHandlerContext channel) {
    // One may be there already, of an upgrade on this line that was refused.
    FrameGuard guard = channel.pipeline().get(FrameGuard.class);
    if (guard == null) {
      guard = new FrameGuard(config, messageBytesMax, sockets::millis);
      channel.pipeline().addBefore(channel.name(), "carillon-frames", guard);
    }
    context.userData().put(GUARD, guard);
    if (config.direct()) {
      context.userData().put(KEY, channel);
    }
  }
}
