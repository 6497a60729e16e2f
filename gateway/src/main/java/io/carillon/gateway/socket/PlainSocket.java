package io.carillon.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Sending to the kernel past the pipeline, which has nothing to add to bytes that are frames
/// already. Event loop only.
final class PlainSocket {
  private PlainSocket() {}

  /// The socket itself where the transport is native and nothing encrypts; else null.
  static @Nullable Socket of(ChannelHandlerContext line) {
    return line.channel() instanceof UnixChannel unix
            && unix.fd() instanceof Socket socket
            && line.pipeline().get(SslHandler.class) == null
        ? socket
        : null;
  }

  /// Sends what the kernel takes now; nothing may wait in the pipeline. @return how many bytes that
  /// were
  static int send(Socket socket, ByteBuf frames, int from, int length) {
    try {
      return socket.sendAddress(frames.memoryAddress(), from, from + length);
    } catch (IOException e) {
      return 0; // the pipeline meets it again, and closes
    }
  }

  /// Whether something waits in the pipeline, or nothing can be sent any more.
  static boolean pending(Channel channel) {
    ChannelOutboundBuffer below = channel.unsafe().outboundBuffer();
    return below == null || below.totalPendingWriteBytes() > 0;
  }
}
