package io.carillon.protocol;

/// Tells whether bytes are UTF-8, without making a string of them.
///
/// Records of the log are bytes that anyone may have written; a client closes its connection on a
/// text frame that is not UTF-8, so such a record must not reach one.
public final class Utf8 {
  private Utf8() {}

  /// As the Unicode standard has it: no overlong forms, no surrogates, nothing above U+10FFFF.
  public static boolean isValid(byte[] bytes) {
    var at = 0;
    while (at < bytes.length) {
      var lead = bytes[at];
      if (lead >= 0) {
        at++;
        continue;
      }
      var length = sequenceLength(bytes, at, lead & 0xff);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /// 0 when no legal sequence begins here.
  private static int sequenceLength(byte[] bytes, int at, int lead) {
    var length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length || !legalSecond(lead, bytes[at + 1] & 0xff)) {
      return 0;
    }
    for (var i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean legalSecond(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0 && second <= 0xbf;
      case 0xed -> second >= 0x80 && second <= 0x9f;
      case 0xf0 -> second >= 0x90 && second <= 0xbf;
      case 0xf4 -> second >= 0x80 && second <= 0x8f;
      default -> second >= 0x80 && second <= 0xbf;
    };
  }
}
