package io.carillon.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells whether bytes are UTF-8, without decoding them: eight ASCII bytes a step, no allocation.
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /// Whether all of it is well-formed (RFC 3629): shortest forms only, no surrogates.
  public static boolean isValid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
        at += Long.BYTES;
      } else {
        int length = sequenceLength(bytes, at);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /// The length of the character that starts at `at`; 0 when none does.
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at];
    if (first >= 0) {
      return 1;
    }
    int second = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (first >= (byte) 0xC2 && first <= (byte) 0xDF) {
      return continues(second) ? 2 : 0;
    }
    if (first >= (byte) 0xE0 && first <= (byte) 0xEF) {
      boolean shortest = first != (byte) 0xE0 || second >= (byte) 0xA0;
      boolean noSurrogate = first != (byte) 0xED || second < (byte) 0xA0;
      return continues(second) && shortest && noSurrogate && continuesAt(bytes, at + 2) ? 3 : 0;
    }
    if (first >= (byte) 0xF0 && first <= (byte) 0xF4) {
      boolean shortest = first != (byte) 0xF0 || second >= (byte) 0x90;
      boolean inRange = first != (byte) 0xF4 || second < (byte) 0x90;
      return continues(second)
              && shortest
              && inRange
              && continuesAt(bytes, at + 2)
              && continuesAt(bytes, at + 3)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean continuesAt(byte[] bytes, int at) {
    return at < bytes.length && continues(bytes[at]);
  }

  private static boolean continues(int oneByte) {
    return (oneByte & 0xC0) == 0x80;
  }
}
