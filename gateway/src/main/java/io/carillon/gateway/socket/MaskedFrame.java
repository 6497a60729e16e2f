package io.carillon.gateway.socket;

import io.netty.buffer.ByteBuf;

/// The bytes of a frame as a client sends it (RFC 6455 section 5.2), read where they lie.
final class MaskedFrame {
  /// Bytes that tell how long the header is.
  static final int START_BYTES = 2;

  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_16 = 0xFFFF;
  private static final int MASK_BYTES = 4;

  private MaskedFrame() {}

  static boolean masked(ByteBuf bytes, int at) {
    return (bytes.getByte(at + 1) & MASKED) != 0;
  }

  /// Bytes of the header, its mask included.
  static int headerLength(ByteBuf bytes, int at) {
    return START_BYTES
        + MASK_BYTES
        + switch (bytes.getByte(at + 1) & LENGTH) {
          case LENGTH_16 -> Short.BYTES;
          case LENGTH_64 -> Long.BYTES;
          default -> 0;
        };
  }

  /// Bytes of the payload, once the header is there; negative when the length is written as it must
  /// not be.
  static long payloadLength(ByteBuf bytes, int at) {
    int length = bytes.getByte(at + 1) & LENGTH;
    return switch (length) {
      case LENGTH_16 -> above(LENGTH_16 - 1, bytes.getUnsignedShort(at + START_BYTES));
      case LENGTH_64 -> above(MAX_16, bytes.getLong(at + START_BYTES));
      default -> length;
    };
  }

  /// The shortest way of writing a length is the only legal one.
  private static long above(int shorter, long length) {
    return length > shorter ? length : -1;
  }

  /// Takes the mask off the payload, in place.
  static void unmask(ByteBuf bytes, int payload, int length) {
    int mask = bytes.getInt(payload - MASK_BYTES);
    int at = payload;
    int end = payload + length;
    if (mask == 0) {
      return;
    }
    for (; at <= end - Integer.BYTES; at += Integer.BYTES) {
      bytes.setInt(at, bytes.getInt(at) ^ mask);
    }
    for (int shift = 24; at < end; at++, shift -= Byte.SIZE) {
      bytes.setByte(at, bytes.getByte(at) ^ (mask >>> shift));
    }
  }
}
