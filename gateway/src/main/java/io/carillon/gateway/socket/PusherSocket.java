package io.carillon.gateway.socket;

import io.carillon.protocol.CloseCode;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `/app/{key}`: the edge between a line, or where it was not taken over the WebSocket extension,
/// and a [Connection].
///
/// Every callback of the extension runs on the socket's event loop and returns at once, so the
/// extension has nothing to queue: what a client sends is dealt with or refused before the next
/// message is read.
@WebSocket(path = "/app/{key}", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class PusherSocket implements DirectEndpoint {
  private static final Logger LOG = Logger.getLogger(PusherSocket.class);
  private static final TypedKey<Connection> CONNECTION = new TypedKey<>("carillon.connection");

  private final Sockets sockets;

  PusherSocket(Sockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public void open(Greeting greeting, TakenSocket socket) {
    Connection connection = connect(greeting, socket, socket.eventLoop());
    if (connection != null) {
      socket.attach(connection);
      connection.welcome();
    }
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection endpoint) {
    Greeting greeting = endpoint.userData().get(SocketUpgrade.GREETING);
    Connection connection = connect(greeting, new EndpointWire(endpoint), eventLoop());
    if (connection != null) {
      endpoint.userData().put(CONNECTION, connection);
      FrameGuard guard = endpoint.userData().get(SocketUpgrade.GUARD);
      if (guard != null) {
        guard.attach(connection);
      }
      connection.welcome();
    }
  }

  /// The connection; null when it was refused.
  private @Nullable Connection connect(Greeting greeting, Wire wire, EventLoop loop) {
    return switch (sockets.decide(greeting)) {
      case Handshake.Outcome.Welcome terms -> sockets.connect(terms, wire, loop);
      case Handshake.Outcome.Refused(CloseCode code, String why) -> {
        LOG.debugf("Refused a socket: code=%d", code.code());
        wire.refuse(code, why);
        yield null;
      }
    };
  }

  private static EventLoop eventLoop() {
    // Callbacks run on a context, always.
    var context = (ContextInternal) Objects.requireNonNull(Vertx.currentContext());
    return context.nettyEventLoop();
  }

  @OnTextMessage
  @NonBlocking
  void text(WebSocketConnection endpoint, String text) {
    Connection connection = endpoint.userData().get(CONNECTION);
    if (connection != null) {
      connection.receive(text, sockets.millis());
    }
  }

  @OnBinaryMessage
  @NonBlocking
  void binary(WebSocketConnection endpoint, Buffer ignored) {
    Connection connection = endpoint.userData().get(CONNECTION);
    if (connection != null) {
      connection.close(CloseCode.BINARY_FRAME);
    }
  }

  @OnPingMessage
  @NonBlocking
  void ping(WebSocketConnection endpoint, Buffer ignored) {
    heard(endpoint.userData().get(CONNECTION));
  }

  @OnPongMessage
  @NonBlocking
  void pong(WebSocketConnection endpoint, Buffer ignored) {
    heard(endpoint.userData().get(CONNECTION));
  }

  private static void heard(@Nullable Connection connection) {
    if (connection != null) {
      connection.heard();
    }
  }

  @OnClose
  @NonBlocking
  void closed(WebSocketConnection endpoint) {
    Connection connection = endpoint.userData().remove(CONNECTION);
    if (connection != null) {
      connection.closed();
    }
  }

  /// A frame that breaks RFC 6455 or the limits, or a cut line. The extension leaves the socket
  /// open after it, in the middle of a frame that it cannot read: it is closed here.
  @OnError
  @NonBlocking
  void failed(WebSocketConnection endpoint, Exception failure) {
    LOG.debugf("A socket failed: reason=%s", failure.getMessage());
    closed(endpoint);
    EndpointWire.close(endpoint, reasonOf(failure));
  }

  private static CloseReason reasonOf(Exception failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      return new CloseReason(corrupted.closeStatus().code());
    }
    // What else goes wrong on a line that still stands is a message above the limit.
    return new CloseReason(CloseCode.FRAME_TOO_BIG.code(), CloseCode.FRAME_TOO_BIG.reason());
  }
}
