package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a client reads: a letter, JSON, and the end of the line. Several may be joined.
///
/// @param characters as JavaScript counts them, by which the stock client decides when a stream has
///   grown long
record Line(Buffer bytes, int characters) {
  /// Says nothing, and that the line is alive.
  static final Line HEARTBEAT = of("h\n");

  /// To a receiver in whose place another one came (the code and the words of SockJS).
  static final Line REPLACED = of("c[2010,\"Another connection still open\"]\n");

  private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");
  private static final int LEAD_OF_TWO = 0xF0;

  /// The first line of a session.
  ///
  /// @param hostname where its further requests shall go
  static Line open(Optional<String> hostname) {
    if (hostname.isEmpty()) {
      return of("o\n");
    }
    if (!HOSTNAME.matcher(hostname.get()).matches()) {
      throw new IllegalArgumentException(
          "carillon.fallback.hostname must be a host name without a port, not " + hostname.get());
    }
    return of("o{\"hostname\":\"" + hostname.get() + "\"}\n");
  }

  /// The last line of a session.
  static Line close(CloseCode code) {
    return of("c[" + code.code() + ",\"" + code.reason() + "\"]\n");
  }

  /// The first `length` bytes of a text in UTF-8.
  static Line of(byte[] bytes, int length) {
    int characters = 0;
    for (int i = 0; i < length; i++) {
      int b = bytes[i] & 0xFF;
      if ((b & 0xC0) != 0x80) {
        characters += b >= LEAD_OF_TWO ? 2 : 1;
      }
    }
    return new Line(Buffer.buffer(length).appendBytes(bytes, 0, length), characters);
  }

  private static Line of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return of(bytes, bytes.length);
  }

  /// This and then the other.
  Line then(Line next) {
    var both = Buffer.buffer(length() + next.length());
    return new Line(
        both.appendBuffer(bytes).appendBuffer(next.bytes), characters + next.characters);
  }

  int length() {
    return bytes.length();
  }
}
