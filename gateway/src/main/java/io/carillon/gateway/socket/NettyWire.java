package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes encoded frames straight into the channel, so that they are shared and leave in one write.
final class NettyWire implements Wire {
  private static final int FINAL_PING = 0x89;
  private static final int FINAL_CLOSE = 0x88;
  private static final int CUT_AFTER_SECONDS = 2;

  private final ChannelHandlerContext channel;
  private final WebSocketConnection endpoint;
  private final @Nullable Socket socket;

  NettyWire(ChannelHandlerContext channel, WebSocketConnection endpoint) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.socket = plain(channel);
  }

  /// The socket itself where the transport is native and nothing encrypts.
  private static @Nullable Socket plain(ChannelHandlerContext channel) {
    return channel.channel() instanceof UnixChannel unix
            && unix.fd() instanceof Socket socket
            && channel.pipeline().get(SslHandler.class) == null
        ? socket
        : null;
  }

  /// Past the pipeline, which has nothing to add to bytes that are frames already.
  @Override
  public int send(ByteBuf frames, int from, int length) {
    if (socket == null || pending()) {
      return 0;
    }
    try {
      return socket.sendAddress(frames.memoryAddress(), from, from + length);
    } catch (IOException e) {
      return 0; // the pipeline meets it again, and closes
    }
  }

  private boolean pending() {
    ChannelOutboundBuffer below = channel.channel().unsafe().outboundBuffer();
    return below == null || below.totalPendingWriteBytes() > 0;
  }

  @Override
  public void write(ByteBuf frames) {
    var _ = channel.write(frames, channel.voidPromise());
  }

  @Override
  public void write(ByteBuf frames, Runnable sent) {
    var _ = channel.write(frames).addListener(done -> sent.run());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public boolean writable() {
    return channel.channel().isWritable();
  }

  @Override
  public void ping() {
    write(channel.alloc().directBuffer(2).writeByte(FINAL_PING).writeByte(0));
    flush();
  }

  @Override
  public void close(CloseCode code) {
    EndpointWire.close(endpoint, new CloseReason(code.code(), code.reason()));
  }

  @Override
  public void cut(CloseCode code) {
    byte[] reason = code.reason().getBytes(UTF_8);
    ByteBuf frame = channel.alloc().directBuffer(reason.length + 4);
    frame.writeByte(FINAL_CLOSE).writeByte(reason.length + 2).writeShort(code.code());
    var _ =
        channel.writeAndFlush(frame.writeBytes(reason)).addListener(ChannelFutureListener.CLOSE);
    var _ = channel.executor().schedule(this::cutNow, CUT_AFTER_SECONDS, TimeUnit.SECONDS);
  }

  private void cutNow() {
    var _ = channel.close();
  }
}
