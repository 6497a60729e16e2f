package io.carillon.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// The [FrameRules] before the WebSocket extension, for sockets that stay in it: takes the frames
/// that the extension's decoder has read, and lets whole messages and closes through.
///
/// Without it the extension answers each ping with a write that nobody bounds, breaks on an empty
/// first fragment, lets reserved bits and broken UTF-8 pass, and cuts the line without a code when
/// a frame is illegal.
final class FrameGuard extends FrameRules {
  FrameGuard(int messageBytesMax, FrameReceiver stranger) {
    super(messageBytesMax, stranger);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (!(read instanceof WebSocketFrame frame)) {
      context.fireChannelRead(read); // still HTTP
      return;
    }
    try {
      if (!deaf()) {
        frame(context, first(frame), frame.content());
      }
    } finally {
      frame.release();
    }
  }

  private static int first(WebSocketFrame frame) {
    int opcode =
        switch (frame) {
          case ContinuationWebSocketFrame ignored -> CONTINUATION;
          case TextWebSocketFrame ignored -> TEXT;
          case BinaryWebSocketFrame ignored -> BINARY;
          case CloseWebSocketFrame ignored -> CLOSE;
          case PingWebSocketFrame ignored -> PING;
          default -> PONG;
        };
    return (frame.isFinalFragment() ? FINAL : 0) | frame.rsv() << 4 | opcode;
  }

  @Override
  void message(ChannelHandlerContext context, boolean binary, ByteBuf bytes) {
    ByteBuf message = bytes.retain();
    context.fireChannelRead(
        binary ? new BinaryWebSocketFrame(message) : new TextWebSocketFrame(message));
  }

  @Override
  void closedByPeer(ChannelHandlerContext context, ByteBuf payload) {
    context.fireChannelRead(new CloseWebSocketFrame(true, 0, payload.retain()));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    super.channelReadComplete(context);
    context.fireChannelReadComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      fail(context, corrupted.closeStatus(), "the frame breaks RFC 6455 or the limits");
    } else {
      context.fireExceptionCaught(failure);
    }
  }
}
