package io.carillon.gateway.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/// An unmasked, unfragmented WebSocket text frame, as a server sends it (RFC 6455 section 5.2).
public final class TextFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_16 = 0xFFFF;
  private static final int HEADER_MAX = 10;

  private TextFrame() {}

  /// The frame alone, in a buffer of its own.
  ///
  /// @param payload UTF-8 text
  public static ByteBuf of(byte[] payload) {
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(payload.length + HEADER_MAX);
    write(frame, payload, payload.length);
    return frame;
  }

  /// Appends header and payload.
  ///
  /// @param payload UTF-8 text, its first `length` bytes
  public static void write(ByteBuf out, byte[] payload, int length) {
    writeHeader(out, length);
    out.writeBytes(payload, 0, length);
  }

  /// Appends the header of a frame of so many bytes.
  public static void writeHeader(ByteBuf out, int length) {
    out.writeByte(FINAL_TEXT);
    if (length < LENGTH_16) {
      out.writeByte(length);
    } else if (length <= MAX_16) {
      out.writeByte(LENGTH_16).writeShort(length);
    } else {
      out.writeByte(LENGTH_64).writeLong(length);
    }
  }

  /// Bytes that the header of the frame takes which starts at `index`.
  public static int headerLength(ByteBuf frames, int index) {
    return switch (frames.getByte(index + 1)) {
      case LENGTH_16 -> 4;
      case LENGTH_64 -> 10;
      default -> 2;
    };
  }

  /// Bytes of payload of the frame which starts at `index`.
  public static int payloadLength(ByteBuf frames, int index) {
    int length = frames.getByte(index + 1);
    return switch (length) {
      case LENGTH_16 -> frames.getUnsignedShort(index + 2);
      case LENGTH_64 -> Math.toIntExact(frames.getLong(index + 2));
      default -> length;
    };
  }
}
