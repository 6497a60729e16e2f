package io.carillon.gateway.socket;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.CharsetUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a peer may send by RFC 6455, whoever reads its frames: whole text messages of valid UTF-8,
/// binary ones, closes with a legal code.
///
/// Pings are answered here, and only while the peer reads, so that nothing waits for one who does
/// not; fragments are put together within the message bound; control frames and fragments, which no
/// message is, count against a rate. What breaks the rules is told the code of RFC 6455, section
/// 7.4.1, and the line is closed a little later. Event loop only.
abstract class FrameRules extends ChannelInboundHandlerAdapter {
  static final int FINAL = 0x80;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL_BYTES_MAX = 125;
  private static final int CLOSE_AFTER_SECONDS = 2;

  private final int messageBytesMax;
  private FrameReceiver receiver;
  private @Nullable ByteBuf fragments;
  private boolean binaryFragments;
  private boolean ponged;
  private boolean deaf;

  /// @param stranger whose the frames are until somebody is attached
  FrameRules(int messageBytesMax, FrameReceiver stranger) {
    this.messageBytesMax = messageBytesMax;
    this.receiver = stranger;
  }

  /// From now on frames are this one's, and so is a failure.
  final void attach(FrameReceiver owner) {
    receiver = owner;
  }

  final FrameReceiver receiver() {
    return receiver;
  }

  final int messageBytesMax() {
    return messageBytesMax;
  }

  /// Whether nothing is read any more.
  final boolean deaf() {
    return deaf;
  }

  /// Something is about to be written to the pipeline.
  void piped() {}

  /// A whole message that is legal; the bytes are lent.
  abstract void message(ChannelHandlerContext context, boolean binary, ByteBuf bytes);

  /// A close of the peer that is legal; the payload is lent.
  abstract void closedByPeer(ChannelHandlerContext context, ByteBuf payload);

  /// One frame of the peer.
  ///
  /// @param first its first byte
  /// @param payload lent
  final void frame(ChannelHandlerContext context, int first, ByteBuf payload) {
    int opcode = first & OPCODE;
    boolean last = (first & FINAL) != 0;
    if ((first & RESERVED) != 0) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits are not zero");
    } else if (opcode >= CLOSE) {
      control(context, opcode, last, payload);
    } else if (opcode > BINARY || (opcode == CONTINUATION) != (fragments != null)) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "no such frame is due");
    } else if (last && opcode != CONTINUATION) {
      whole(context, opcode == BINARY, payload);
    } else {
      fragment(context, opcode, last, payload);
    }
  }

  private void control(ChannelHandlerContext context, int opcode, boolean last, ByteBuf payload) {
    if (opcode > PONG || !last || payload.readableBytes() > CONTROL_BYTES_MAX) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "no such control frame");
    } else if (opcode == CLOSE) {
      close(context, payload);
    } else if (counted(context)) {
      receiver.heard();
      if (opcode == PING && context.channel().isWritable()) {
        pong(context, payload);
      }
    }
  }

  private void pong(ChannelHandlerContext context, ByteBuf payload) {
    ByteBuf pong = context.alloc().directBuffer(payload.readableBytes() + 2);
    pong.writeByte(FINAL | PONG).writeByte(payload.readableBytes()).writeBytes(payload);
    piped();
    var _ = context.write(pong, context.voidPromise());
    ponged = true;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (ponged) {
      ponged = false;
      context.flush();
    }
  }

  private void close(ChannelHandlerContext context, ByteBuf payload) {
    if (payload.isReadable() && !legalCode(payload)) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR, "no such close code");
    } else if (payload.isReadable() && !text(payload.slice().skipBytes(Short.BYTES))) {
      fail(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "the reason is not UTF-8");
    } else {
      closedByPeer(context, payload);
    }
  }

  /// 1012 to 1014 were given to servers, after RFC 6455.
  private static boolean legalCode(ByteBuf payload) {
    if (payload.readableBytes() < Short.BYTES) {
      return false;
    }
    int code = payload.getUnsignedShort(payload.readerIndex());
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1011)
        || (code >= 3000 && code <= 4999);
  }

  private static boolean text(ByteBuf bytes) {
    return ByteBufUtil.isText(bytes, CharsetUtil.UTF_8);
  }

  private void whole(ChannelHandlerContext context, boolean binary, ByteBuf bytes) {
    if (binary || text(bytes)) {
      message(context, binary, bytes);
    } else {
      fail(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "the text is not UTF-8");
    }
  }

  private void fragment(ChannelHandlerContext context, int opcode, boolean last, ByteBuf part) {
    if (!counted(context)) {
      return;
    }
    ByteBuf message = fragments;
    if (message == null) {
      message = context.alloc().buffer(part.readableBytes());
      fragments = message;
      binaryFragments = opcode == BINARY;
    }
    if (message.readableBytes() + part.readableBytes() > messageBytesMax) {
      fail(context, WebSocketCloseStatus.MESSAGE_TOO_BIG, "the message is too large");
      return;
    }
    message.writeBytes(part);
    if (last) {
      fragments = null;
      try {
        whole(context, binaryFragments, message);
      } finally {
        message.release();
      }
    }
  }

  private boolean counted(ChannelHandlerContext context) {
    if (receiver.withinRate()) {
      return true;
    }
    fail(context, CloseCode.OVER_CAPACITY.code(), "too many control frames and fragments");
    return false;
  }

  final void fail(ChannelHandlerContext context, WebSocketCloseStatus status, String reason) {
    fail(context, status.code(), reason);
  }

  private void fail(ChannelHandlerContext context, int code, String reason) {
    if (!deaf) {
      receiver.closed();
      end(context, code, reason);
    }
  }

  /// Tells why, says that nothing follows, and reads on without looking so that the peer gets to
  /// hear it; then closes, at the latest after a while.
  void end(ChannelHandlerContext context, int code, String reason) {
    deaf = true;
    forget();
    var _ = context.writeAndFlush(closeFrame(context, code, reason)).addListener(lastWord(context));
    closeAfter(context, CLOSE_AFTER_SECONDS);
  }

  /// Over TLS the end of a direction is the end of the line: there, the peer ends it.
  private static ChannelFutureListener lastWord(ChannelHandlerContext context) {
    return written -> {
      if (context.channel() instanceof DuplexChannel line
          && context.pipeline().get(SslHandler.class) == null) {
        var _ = line.shutdownOutput();
      }
    };
  }

  static void closeAfter(ChannelHandlerContext context, int seconds) {
    var _ = context.executor().schedule(() -> closeNow(context), seconds, TimeUnit.SECONDS);
  }

  private static void closeNow(ChannelHandlerContext context) {
    var _ = context.close();
  }

  static ByteBuf closeFrame(ChannelHandlerContext context, int code, String reason) {
    ByteBuf close = context.alloc().directBuffer(reason.length() + 4);
    close.writeByte(FINAL | CLOSE).writeByte(reason.length() + Short.BYTES).writeShort(code);
    close.writeCharSequence(reason, CharsetUtil.US_ASCII);
    return close;
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

  /// Frees what was kept of unfinished input.
  void forget() {
    ReferenceCountUtil.release(fragments);
    fragments = null;
  }
}
