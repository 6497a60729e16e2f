package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.gateway.channel.TextFrame;
import io.netty.buffer.ByteBuf;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Sends back what it gets, by the same ways in as every socket of the gateway.
@WebSocket(path = "/echo", inboundProcessingMode = InboundProcessingMode.SERIAL)
public class EchoSocket implements DirectEndpoint {
  private final BlockingQueue<TakenSocket> taken = new LinkedBlockingQueue<>();

  /// Those that were taken over, in order.
  BlockingQueue<TakenSocket> taken() {
    return taken;
  }

  @Override
  public void open(Greeting greeting, TakenSocket socket) {
    taken.add(socket);
    socket.attach(new Echo(socket));
  }

  private record Echo(TakenSocket socket) implements FrameReceiver {
    @Override
    public void text(String text) {
      socket.write(TextFrame.of(text.getBytes(UTF_8)));
      socket.flush();
    }

    @Override
    public void binary(ByteBuf bytes) {
      var payload = new byte[bytes.readableBytes()];
      bytes.readBytes(payload);
      var frame = TextFrame.of(payload);
      frame.setByte(frame.readerIndex(), FrameSocket.FINAL | FrameRules.BINARY);
      socket.write(frame);
      socket.flush();
    }

    @Override
    public void heard() {}

    @Override
    public boolean withinRate() {
      return true;
    }

    @Override
    public void closed() {}
  }

  @OnTextMessage
  @NonBlocking
  String text(String text) {
    return text;
  }

  @OnBinaryMessage
  @NonBlocking
  Buffer binary(Buffer bytes) {
    return bytes;
  }
}
