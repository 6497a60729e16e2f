package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.Socket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A WebSocket on a line that was taken over from HTTP: reads the peer's frames from the line's
/// bytes, and writes encoded ones to it, so that they are shared and leave in one write.
///
/// One object for each connection, all that stands between its line and its receiver. Bytes are
/// kept only of a frame that has not come as a whole, and of a message in fragments. Event loop
/// only.
final class TakenSocket extends FrameRules implements Wire {
  private static final Logger LOG = Logger.getLogger(TakenSocket.class);

  /// How long a peer may take to answer a close.
  private static final int ANSWER_WITHIN_SECONDS = 10;

  private @Nullable ChannelHandlerContext context;
  private @Nullable Socket plain;
  private @Nullable ByteBuf cut;
  private boolean closing;

  /// Whether something may still wait in the pipeline.
  private boolean piped = true;

  TakenSocket(int messageBytesMax, FrameReceiver stranger) {
    super(messageBytesMax, stranger);
  }

  EventLoop eventLoop() {
    return line().channel().eventLoop();
  }

  ChannelHandlerContext line() {
    return Objects.requireNonNull(context, "not on a line yet");
  }

  @Override
  public void handlerAdded(ChannelHandlerContext line) {
    context = line;
    plain = PlainSocket.of(line);
  }

  @Override
  public void channelRead(ChannelHandlerContext line, Object read) {
    if (read instanceof ByteBuf bytes && !deaf()) {
      read(line, bytes);
    } else {
      ReferenceCountUtil.release(read); // the rest of HTTP, or what nobody looks at any more
    }
  }

  /// As many frames as have come; what is left of the last one waits for the rest of it.
  private void read(ChannelHandlerContext line, ByteBuf bytes) {
    boolean own = cut != null;
    ByteBuf input = joined(bytes);
    boolean whole = true;
    try {
      while (whole && !deaf()) {
        whole = readFrame(line, input);
      }
      if (input.isReadable() && !deaf()) {
        cut = own && input.readerIndex() == 0 ? input.retain() : copied(line, input);
      }
    } finally {
      input.release();
    }
  }

  private ByteBuf joined(ByteBuf bytes) {
    ByteBuf before = cut;
    if (before == null) {
      return bytes;
    }
    cut = null;
    before.writeBytes(bytes);
    bytes.release();
    return before;
  }

  /// A small piece does not hold the large buffer that it came in.
  private static ByteBuf copied(ChannelHandlerContext line, ByteBuf input) {
    return line.alloc().buffer(input.readableBytes()).writeBytes(input);
  }

  /// @return false when the next frame has not come as a whole
  private boolean readFrame(ChannelHandlerContext line, ByteBuf input) {
    int at = input.readerIndex();
    if (input.readableBytes() < MaskedFrame.START_BYTES) {
      return false;
    }
    if (!MaskedFrame.masked(input, at)) {
      fail(line, WebSocketCloseStatus.PROTOCOL_ERROR, "frames of clients are masked");
      return false;
    }
    int header = MaskedFrame.headerLength(input, at);
    if (input.readableBytes() < header) {
      return false;
    }
    long length = MaskedFrame.payloadLength(input, at);
    if (length < 0 || length > messageBytesMax()) {
      refuse(line, length);
      return false;
    }
    if (input.readableBytes() < header + length) {
      return false;
    }
    take(line, input, header, (int) length);
    return true;
  }

  private void refuse(ChannelHandlerContext line, long length) {
    if (length < 0) {
      fail(line, WebSocketCloseStatus.PROTOCOL_ERROR, "no such length");
    } else {
      fail(line, WebSocketCloseStatus.MESSAGE_TOO_BIG, "the message is too large");
    }
  }

  private void take(ChannelHandlerContext line, ByteBuf input, int header, int length) {
    int first = input.readUnsignedByte();
    input.skipBytes(header - 1);
    // After a close of this side only the answer to it counts.
    if (closing && (first & 0x0F) != CLOSE) {
      input.skipBytes(length);
    } else {
      MaskedFrame.unmask(input, input.readerIndex(), length);
      frame(line, first, input.readSlice(length));
    }
  }

  @Override
  void message(ChannelHandlerContext line, boolean binary, ByteBuf bytes) {
    if (binary) {
      receiver().binary(bytes);
    } else {
      receiver().text(bytes.toString(UTF_8));
    }
  }

  @Override
  void closedByPeer(ChannelHandlerContext line, ByteBuf payload) {
    receiver().closed();
    if (closing) {
      var _ = line.close();
      return;
    }
    closing = true;
    int code = Math.min(payload.readableBytes(), Short.BYTES);
    ByteBuf answer = line.alloc().directBuffer(code + 2);
    answer.writeByte(FINAL | CLOSE).writeByte(code).writeBytes(payload, code);
    ChannelFuture answered = line.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    if (!answered.isDone()) {
      closeAfter(line, ANSWER_WITHIN_SECONDS);
    }
  }

  @Override
  public int send(ByteBuf frames, int from, int length) {
    Socket direct = plain;
    // A line is closed some turns before this side is told, and its number may be another's by
    // then.
    if (direct == null || !direct.isOpen() || (piped && waits())) {
      return 0;
    }
    return PlainSocket.send(direct, frames, from, length);
  }

  @Override
  void piped() {
    piped = true;
  }

  private boolean waits() {
    piped = PlainSocket.pending(line().channel());
    return piped;
  }

  @Override
  public void write(ByteBuf frames) {
    piped = true;
    var _ = line().write(frames, line().voidPromise());
  }

  @Override
  public void write(ByteBuf frames, Runnable sent) {
    piped = true;
    var _ =
        line()
            .write(frames)
            .addListener(done -> {
              // A channel that is closed fails each write at once: who goes on then goes on for
              // ever.
              if (done.isSuccess()) {
                sent.run();
              }
            });
  }

  @Override
  public void flush() {
    line().flush();
  }

  @Override
  public boolean writable() {
    return line().channel().isWritable();
  }

  @Override
  public void ping() {
    write(line().alloc().directBuffer(2).writeByte(FINAL | PING).writeByte(0));
    flush();
  }

  @Override
  public void close(CloseCode code) {
    if (!closing && !deaf()) {
      closing = true;
      write(closeFrame(line(), code.code(), code.reason()));
      flush();
      closeAfter(line(), ANSWER_WITHIN_SECONDS);
    }
  }

  @Override
  public void cut(CloseCode code) {
    if (!closing && !deaf()) {
      end(line(), code.code(), code.reason());
    }
  }

  /// A close may have been said already.
  @Override
  void end(ChannelHandlerContext line, int code, String reason) {
    if (closing) {
      var _ = line.close();
    } else {
      super.end(line, code, reason);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext line) {
    receiver().closed();
    super.channelInactive(line);
  }

  /// Whoever reads and writes here is this one alone: the HTTP connection behind hears of the end.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext line) {}

  @Override
  public void exceptionCaught(ChannelHandlerContext line, Throwable failure) {
    if (failure instanceof IOException || failure instanceof DecoderException) {
      LOG.debugf("A line broke: %s", failure.getMessage());
    } else {
      LOG.error("A socket failed", failure);
    }
    var _ = line.close();
  }

  @Override
  void forget() {
    ReferenceCountUtil.release(cut);
    cut = null;
    super.forget();
  }
}
