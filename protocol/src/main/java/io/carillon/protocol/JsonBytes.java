package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// The inside of JSON strings, made from UTF-8 without decoding it.
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

  // By byte: 0 stands for itself, 'u' needs a Unicode escape, any other follows a backslash.
  private static final byte[] ESCAPES = escapes();

  private JsonBytes() {}

  /// The object with `end` in the place of its last byte, which closed it.
  static byte[] closedBy(byte[] object, byte[] end) {
    var closed = Arrays.copyOf(object, object.length - 1 + end.length);
    System.arraycopy(end, 0, closed, object.length - 1, end.length);
    return closed;
  }

  /// Bytes that [#escape] writes.
  ///
  /// @throws ArithmeticException when that is more than an array holds
  public static int escapedSize(byte[] text) {
    var size = text.length;
    for (var b : text) {
      var escape = ESCAPES[b & 0xff];
      if (escape != 0) {
        size = Math.addExact(size, escape == 'u' ? 5 : 1);
      }
    }
    return size;
  }

  /// Writes the text as it stands between quotes, and gives the index behind the last byte.
  public static int escape(byte[] text, byte[] target, int offset) {
    var at = offset;
    for (var b : text) {
      var escape = ESCAPES[b & 0xff];
      if (escape == 0) {
        target[at++] = b;
      } else {
        target[at++] = '\\';
        target[at++] = escape;
        if (escape == 'u') {
          target[at++] = '0';
          target[at++] = '0';
          target[at++] = HEX[b >> 4];
          target[at++] = HEX[b & 0xf];
        }
      }
    }
    return at;
  }

  private static byte[] escapes() {
    var escapes = new byte[256];
    for (var c = 0; c < 0x20; c++) {
      escapes[c] = 'u';
    }
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }
}
