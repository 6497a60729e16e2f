package io.carillon.gateway.fallback;

import io.carillon.gateway.channel.TextFrame;
import io.carillon.protocol.JsonBytes;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// An `a[…]` line in the making: each frame as a JSON string, as the hub encoded it.
final class FrameLine {
  private static final byte[] NONE = {};
  private static final int FIRST_BYTES = 512;

  /// What a frame needs besides its text: two quotes, a comma or `a[`, and the end of the line.
  private static final int MARKS = 6;

  private byte[] bytes = NONE;
  private int size;

  /// Adds whole WebSocket text frames, and takes over one reference of them.
  void add(ByteBuf frames) {
    try {
      int at = frames.readerIndex();
      while (at < frames.writerIndex()) {
        int start = at + TextFrame.headerLength(frames, at);
        var payload = new byte[TextFrame.payloadLength(frames, at)];
        frames.getBytes(start, payload);
        at = start + payload.length;
        add(payload);
      }
    } finally {
      frames.release();
    }
  }

  /// Adds one frame of UTF-8 JSON.
  void add(byte[] payload) {
    reserve(Math.addExact(JsonBytes.escapedSize(payload), MARKS));
    if (size == 0) {
      bytes[size++] = 'a';
      bytes[size++] = '[';
    } else {
      bytes[size++] = ',';
    }
    bytes[size++] = '"';
    size = JsonBytes.escape(payload, bytes, size);
    bytes[size++] = '"';
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(FIRST_BYTES, bytes.length * 2)));
    }
  }

  boolean empty() {
    return size == 0;
  }

  /// Bytes so far.
  int size() {
    return size;
  }

  /// The line of what was added; the next one begins empty.
  Line take() {
    bytes[size++] = ']';
    bytes[size++] = '\n';
    Line line = Line.of(bytes, size);
    clear();
    return line;
  }

  void clear() {
    bytes = NONE;
    size = 0;
  }
}
