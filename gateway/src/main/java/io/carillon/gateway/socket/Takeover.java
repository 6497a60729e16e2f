package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Takes the line of an upgrade request over from HTTP: answers 101, and puts a [TakenSocket] in
/// the place of all that reads and writes HTTP.
///
/// Here, and in [SocketUpgrade] for the guard, is what Vert.x does not promise: the class of a
/// connection, that its own handler is the last on the line with those of HTTP before it, from the
/// decoder on, and that it outlives them. It is kept because it counts connections and hears of
/// their end. `TakeoverIT` holds each of these.
///
/// Everything happens while the request's last part is read: bytes that the peer sent ahead are
/// still with the decoder, and go to the socket when the decoder leaves.
final class Takeover {
  private static final String HANDLER = "carillon-socket";
  private static final String VERSION = "13";

  /// Appended to a key by whoever knows WebSockets (RFC 6455 section 1.3).
  private static final String KNOWLEDGE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Takeover() {}

  /// Whether the request asks for what is done here. All others go the extension's way, and are
  /// refused there if they are illegal.
  static boolean possible(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && HttpMethod.GET.equals(request.method())
        && asksForUpgrade(request)
        && !hasBody(request)
        && request.connection() instanceof ConnectionBase line
        && line.channel().eventLoop().inEventLoop()
        && line.channel().pipeline().get(HttpRequestDecoder.class) != null;
  }

  private static boolean asksForUpgrade(HttpServerRequest request) {
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    return connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
        && VERSION.equals(request.getHeader("Sec-WebSocket-Version"))
        && request.getHeader("Sec-WebSocket-Key") != null;
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /// Takes the line over when the request has been read.
  ///
  /// @param opened called when the socket can be written to, before its first frame is read
  static void begin(HttpServerRequest request, TakenSocket socket, Runnable opened) {
    if (request.isEnded()) {
      take(request, socket, opened);
    } else {
      request.endHandler(end -> take(request, socket, opened));
      request.resume();
    }
  }

  private static void take(HttpServerRequest request, TakenSocket socket, Runnable opened) {
    var connection = ((ConnectionBase) request.connection()).channelHandlerContext();
    var pipeline = connection.pipeline();
    answer(request);
    pipeline.addBefore(connection.name(), HANDLER, socket);
    between(pipeline).forEach(pipeline::remove);
    try {
      opened.run();
    } catch (RuntimeException e) {
      var _ = connection.close(); // nobody would ever look at it again
      throw e;
    }
    pipeline.remove(HttpRequestDecoder.class);
    socket.flush();
  }

  private static void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(101)
        .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
        .putHeader(
            "sec-websocket-accept",
            accept(Objects.requireNonNull(request.getHeader("Sec-WebSocket-Key"))))
        .headersEndHandler(end -> response.headers().remove(HttpHeaders.CONTENT_LENGTH));
    var _ = response.end();
  }

  static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + KNOWLEDGE).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /// What stands between the decoder and the socket.
  private static List<String> between(ChannelPipeline pipeline) {
    var names = pipeline.names();
    var decoder = pipeline.context(HttpRequestDecoder.class).name();
    return List.copyOf(names.subList(names.indexOf(decoder) + 1, names.indexOf(HANDLER)));
  }
}
