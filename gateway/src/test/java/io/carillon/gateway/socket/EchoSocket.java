package io.carillon.gateway.socket;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;

/// Sends back what it gets, by the same way in as every socket of the gateway.
@WebSocket(path = "/echo", inboundProcessingMode = InboundProcessingMode.SERIAL)
public class EchoSocket {
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
