package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.TimeUnit;

/// Writes encoded frames straight into the channel, so that they are shared and leave in one write.
final class NettyWire implements Wire {
  private static final int FINAL_PING = 0x89;
  private static final int FINAL_CLOSE = 0x88;
  private static final int CUT_AFTER_SECONDS = 2;

  private final ChannelHandlerContext channel;
  private final WebSocketConnection endpoint;

  NettyWire(ChannelHandlerContext channel, WebSocketConnection endpoint) {
    this.channel = channel;
    this.endpoint = endpoint;
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
