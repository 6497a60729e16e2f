package io.carillon.gateway.socket;

import io.carillon.gateway.limit.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.CharsetUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Stands before the WebSocket extension and lets through what RFC 6455 allows: whole text messages
/// of valid UTF-8, binary ones, and closes with a legal code.
///
/// It answers pings itself, and only while the peer reads, so that nothing waits for one who does
/// not; puts fragments together within the message bound; and counts control frames and fragments,
/// which no message is, against a rate. What breaks the rules is told the code of RFC 6455, section
/// 7.4.1, and the line is closed a little later. Event loop only.
final class FrameGuard extends ChannelInboundHandlerAdapter {
  private static final int FINAL_PONG = 0x8A;
  private static final int FINAL_CLOSE = 0x88;
  private static final int CLOSE_AFTER_SECONDS = 2;
  private static final int CODE_MIN = 1000;
  private static final int CODE_MAX = 4999;
  private static final int OVER_CAPACITY = 4100;

  private final int messageBytesMax;
  private final LongSupplier millis;
  private final TokenBucket rate;
  private @Nullable Connection connection;
  private @Nullable ByteBuf message;
  private boolean ponged;
  private boolean failed;

  FrameGuard(SocketConfig config, int messageBytesMax, LongSupplier millis) {
    this.messageBytesMax = messageBytesMax;
    this.millis = millis;
    this.rate = new TokenBucket(config.inboundBurst(), config.inboundRate(), millis.getAsLong());
  }

  /// From now on signs of life are this connection's, and so is a failure.
  void attach(Connection owner) {
    connection = owner;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (!(read instanceof WebSocketFrame frame)) {
      context.fireChannelRead(read); // still HTTP
    } else if (failed) {
      frame.release();
    } else if (frame.rsv() != 0) {
      frame.release();
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits are not zero");
    } else {
      take(context, frame);
    }
  }

  private void take(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping -> control(context, ping);
      case PongWebSocketFrame pong -> control(context, pong);
      case CloseWebSocketFrame close -> close(context, close);
      case TextWebSocketFrame text when text.isFinalFragment() -> text(context, text);
      case TextWebSocketFrame first -> fragment(context, first);
      case ContinuationWebSocketFrame next -> fragment(context, next);
      default -> context.fireChannelRead(frame);
    }
  }

  private void control(ChannelHandlerContext context, WebSocketFrame frame) {
    try {
      if (!counted(context)) {
        return;
      }
      if (connection != null) {
        connection.heard();
      }
      if (frame instanceof PingWebSocketFrame && context.channel().isWritable()) {
        pong(context, frame.content());
      }
    } finally {
      frame.release();
    }
  }

  private void pong(ChannelHandlerContext context, ByteBuf payload) {
    ByteBuf pong = context.alloc().directBuffer(payload.readableBytes() + 2);
    pong.writeByte(FINAL_PONG).writeByte(payload.readableBytes()).writeBytes(payload);
    var _ = context.write(pong, context.voidPromise());
    ponged = true;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (ponged) {
      ponged = false;
      context.flush();
    }
    context.fireChannelReadComplete();
  }

  private void close(ChannelHandlerContext context, CloseWebSocketFrame close) {
    int code = close.statusCode();
    if (code >= 0 && !legalOfClient(code)) {
      close.release();
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "no such close code");
    } else {
      context.fireChannelRead(close);
    }
  }

  /// Netty refuses the reserved ones. 1012 to 1014 were given to servers, after RFC 6455.
  private static boolean legalOfClient(int code) {
    return code >= CODE_MIN && code <= CODE_MAX && (code < 1012 || code > 1014);
  }

  private void text(ChannelHandlerContext context, TextWebSocketFrame text) {
    if (ByteBufUtil.isText(text.content(), CharsetUtil.UTF_8)) {
      context.fireChannelRead(text);
    } else {
      text.release();
      fail(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "the text is not UTF-8");
    }
  }

  /// One part of a message. That parts stand in a legal order was checked by the decoder.
  private void fragment(ChannelHandlerContext context, WebSocketFrame part) {
    ByteBuf whole = message == null ? context.alloc().buffer() : message;
    message = whole;
    try {
      if (!counted(context)) {
        return;
      }
      if (whole.readableBytes() + part.content().readableBytes() > messageBytesMax) {
        fail(context, WebSocketCloseStatus.MESSAGE_TOO_BIG, "the message is too large");
        return;
      }
      whole.writeBytes(part.content());
    } finally {
      part.release();
    }
    if (part.isFinalFragment()) {
      message = null;
      text(context, new TextWebSocketFrame(whole));
    }
  }

  private boolean counted(ChannelHandlerContext context) {
    if (rate.take(millis.getAsLong())) {
      return true;
    }
    fail(context, OVER_CAPACITY, "too many control frames and fragments");
    return false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      fail(context, corrupted.closeStatus(), "the frame breaks RFC 6455 or the limits");
    } else {
      context.fireExceptionCaught(failure);
    }
  }

  private void fail(ChannelHandlerContext context, WebSocketCloseStatus status, String reason) {
    fail(context, status.code(), reason);
  }

  /// Tells why, says that nothing follows, and reads on without looking so that the peer gets to
  /// hear it; then closes, at the latest after a while.
  private void fail(ChannelHandlerContext context, int code, String reason) {
    if (failed) {
      return;
    }
    failed = true;
    forget();
    if (connection != null) {
      connection.closed();
    }
    ByteBuf close = context.alloc().directBuffer(reason.length() + 4);
    close.writeByte(FINAL_CLOSE).writeByte(reason.length() + 2).writeShort(code);
    close.writeCharSequence(reason, CharsetUtil.US_ASCII);
    var _ =
        context
            .writeAndFlush(close)
            .addListener(written -> {
              // Over TLS the end of a direction is the end of the line: there, the peer ends it.
              if (context.channel() instanceof DuplexChannel line
                  && context.pipeline().get(SslHandler.class) == null) {
                var _ = line.shutdownOutput();
              }
            });
    var _ =
        context.executor().schedule(() -> closeNow(context), CLOSE_AFTER_SECONDS, TimeUnit.SECONDS);
  }

  private static void closeNow(ChannelHandlerContext context) {
    var _ = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    forget();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    forget();
  }

  private void forget() {
    ReferenceCountUtil.release(message);
    message = null;
  }
}
