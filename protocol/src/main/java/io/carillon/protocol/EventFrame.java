package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// A published event as the frame that subscribers get, made from the bytes of the log.
///
/// Its size is known before a byte is written, so that the caller can put it behind a WebSocket
/// header in one array; the data is read twice and copied once, and is never turned into a string.
/// The frame is valid JSON when the data is valid UTF-8, which whoever reads the log checks.
public final class EventFrame {
  private static final byte[] EVENT = "{\"event\":\"".getBytes(ISO_8859_1);
  private static final byte[] CHANNEL = "\",\"channel\":\"".getBytes(ISO_8859_1);
  private static final byte[] DATA = "\",\"data\":\"".getBytes(ISO_8859_1);
  private static final byte[] USER = "\",\"user_id\":\"".getBytes(ISO_8859_1);
  private static final byte[] END = "\"}".getBytes(ISO_8859_1);

  private final byte[] event;
  private final byte[] channel;
  private final byte[] data;
  private final byte @Nullable [] user;
  private final int size;

  private EventFrame(byte[] event, byte[] channel, byte[] data, byte @Nullable [] user) {
    this.event = event;
    this.channel = channel;
    this.data = data;
    this.user = user;
    var text =
        (long) JsonBytes.escapedSize(event)
            + JsonBytes.escapedSize(channel)
            + JsonBytes.escapedSize(data);
    var marks = EVENT.length + CHANNEL.length + DATA.length + END.length;
    var userSize = user == null ? 0 : USER.length + JsonBytes.escapedSize(user);
    this.size = Math.toIntExact(text + marks + userSize);
  }

  /// Measures the frame; nothing is written yet.
  ///
  /// @param data UTF-8, not copied
  /// @param user the sender's user id, for client events on presence channels
  public static EventFrame of(String event, String channel, byte[] data, @Nullable String user) {
    return new EventFrame(
        event.getBytes(UTF_8),
        channel.getBytes(UTF_8),
        data,
        user == null ? null : user.getBytes(UTF_8));
  }

  /// What stands in the place of a frame's last byte where the client reads positions
  /// (docs/recovery.md).
  ///
  /// @param token of base64url characters
  public static byte[] position(String token) {
    return (",\"position\":\"" + token + "\"}").getBytes(ISO_8859_1);
  }

  /// The frame as a client gets it that reads positions.
  public static byte[] placed(byte[] frame, String token) {
    return JsonBytes.closedBy(frame, position(token));
  }

  public int size() {
    return size;
  }

  /// Writes [#size] bytes and gives the index behind the last one.
  public int writeTo(byte[] target, int offset) {
    var at = copy(EVENT, target, offset);
    at = JsonBytes.escape(event, target, at);
    at = copy(CHANNEL, target, at);
    at = JsonBytes.escape(channel, target, at);
    at = copy(DATA, target, at);
    at = JsonBytes.escape(data, target, at);
    if (user != null) {
      at = copy(USER, target, at);
      at = JsonBytes.escape(user, target, at);
    }
    return copy(END, target, at);
  }

  public byte[] bytes() {
    var bytes = new byte[size];
    writeTo(bytes, 0);
    return bytes;
  }

  private static int copy(byte[] source, byte[] target, int at) {
    System.arraycopy(source, 0, target, at, source.length);
    return at + source.length;
  }
}
