package io.carillon.gateway.socket;

import io.carillon.gateway.channel.TextFrame;
import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// The extension's own way of sending: slower, and used only where the line was not taken over.
final class EndpointWire implements Wire {
  private static final Logger LOG = Logger.getLogger(EndpointWire.class);
  private static final int HIGH_WATER_BYTES = 65_536;

  private final WebSocketConnection endpoint;
  private final List<Runnable> afterAll = new ArrayList<>(0);
  private int underWay;

  EndpointWire(WebSocketConnection endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public int send(ByteBuf frames, int from, int length) {
    return 0; // whole messages only
  }

  @Override
  public void write(ByteBuf frames) {
    write(frames, () -> {});
  }

  @Override
  public void write(ByteBuf frames, Runnable sent) {
    if (!frames.isReadable()) {
      send(sent);
      return;
    }
    try {
      int at = frames.readerIndex();
      while (at < frames.writerIndex()) {
        int start = at + TextFrame.headerLength(frames, at);
        int length = TextFrame.payloadLength(frames, at);
        at = start + length;
        send(
            frames.toString(start, length, StandardCharsets.UTF_8),
            length,
            at == frames.writerIndex() ? sent : () -> {});
      }
    } finally {
      frames.release();
    }
  }

  /// After what is under way now.
  private void send(Runnable sent) {
    if (underWay == 0) {
      sent.run();
    } else {
      afterAll.add(sent);
    }
  }

  private void send(String text, int length, Runnable sent) {
    underWay += length;
    endpoint
        .sendText(text)
        .onTermination()
        .invoke(() -> {
          underWay -= length;
          sent.run();
          if (underWay == 0) {
            List<Runnable> tasks = List.copyOf(afterAll);
            afterAll.clear();
            tasks.forEach(Runnable::run);
          }
        })
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("A frame was not sent: %s", failure.getMessage()));
  }

  @Override
  public void flush() {
    // Each message is flushed as it is sent.
  }

  @Override
  public boolean writable() {
    return underWay < HIGH_WATER_BYTES;
  }

  @Override
  public void ping() {
    endpoint
        .sendPing(Buffer.buffer())
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("A ping was not sent: %s", failure.getMessage()));
  }

  @Override
  public void close(CloseCode code) {
    close(endpoint, new CloseReason(code.code(), code.reason()));
  }

  @Override
  public void cut(CloseCode code) {
    close(code);
  }

  static void close(WebSocketConnection endpoint, CloseReason reason) {
    endpoint
        .close(reason)
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("Closed already: %s", failure.getMessage()));
  }
}
