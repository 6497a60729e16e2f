package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// A client that writes whatever frames it is told to, legal or not.
final class FrameSocket implements AutoCloseable {
  static final int FINAL = 0x80;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int MASKED = 0x80;
  private static final int PATIENCE_MS = 20_000;

  private final Socket line;
  private final DataInputStream in;

  /// What the server sent.
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only looked at
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }

    int closeCode() {
      return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }
  }

  private FrameSocket(Socket line) throws IOException {
    this.line = line;
    this.in = new DataInputStream(line.getInputStream());
  }

  /// Opens a socket of the development app and reads its welcome.
  static FrameSocket open(int port) throws IOException {
    var socket = at(port, "/app/app-key?protocol=7");
    socket.head();
    socket.next(TEXT);
    return socket;
  }

  /// Asks for a socket at that path and reads nothing.
  static FrameSocket at(int port, String path) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port), request(path, ""), new byte[0]);
  }

  /// Sends a request, and bytes behind it at once.
  static FrameSocket over(Socket line, String request, byte[] ahead) throws IOException {
    line.setSoTimeout(PATIENCE_MS);
    var socket = new FrameSocket(line);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(request.getBytes(UTF_8));
    bytes.writeBytes(ahead);
    socket.raw(bytes.toByteArray());
    return socket;
  }

  /// A legal request.
  ///
  /// @param more header lines besides, each with its end
  static String request(String path, String more) {
    return """
    GET %s HTTP/1.1\r
    Host: localhost\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Sec-WebSocket-Version: 13\r
    %s\r
    """
        .formatted(path, more);
  }

  /// The answer to the request, up to the empty line.
  String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /// Whether the server ends the line before it sends anything more.
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  /// Writes one masked frame with that first byte.
  FrameSocket send(int first, byte[] payload) throws IOException {
    line.getOutputStream().write(masked(first, payload));
    return this;
  }

  /// Writes bytes as they are.
  void raw(byte[] bytes) throws IOException {
    line.getOutputStream().write(bytes);
  }

  FrameSocket send(int first, String payload) throws IOException {
    return send(first, payload.getBytes(UTF_8));
  }

  static byte[] masked(int first, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(MASKED | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(MASKED | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(MASKED | 127);
      frame.writeBytes(new byte[4]);
      for (int shift = 24; shift >= 0; shift -= 8) {
        frame.write(payload.length >> shift);
      }
    }
    frame.writeBytes(new byte[4]); // a mask of zeros changes nothing
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /// The next frame with that opcode; others before it are passed over.
  Frame next(int opcode) throws IOException {
    for (Frame frame = read(); ; frame = read()) {
      if (frame.opcode() == opcode) {
        return frame;
      }
    }
  }

  private Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    return new Frame(opcode, in.readNBytes(length));
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
