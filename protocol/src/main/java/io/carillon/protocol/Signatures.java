package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The protocol's signatures: HMAC-SHA256 with an app's secret, as lower-case hex.
public final class Signatures {
  private static final byte[] PLACE = "carillon place\0".getBytes(UTF_8);

  private Signatures() {}

  /// Signs a subscription.
  ///
  /// @param channelData the exact string, null when the client sent none
  public static String channel(
      String secret, SocketId socket, String channelName, @Nullable String channelData) {
    return hmac(secret, channelText(socket, channelName, channelData));
  }

  /// Signs a sign-in.
  ///
  /// @param userData the exact string
  public static String user(String secret, SocketId socket, String userData) {
    return hmac(secret, userText(socket, userData));
  }

  /// Signs a request to the HTTP API over its decoded parameters; `auth_signature` is left out.
  public static String request(
      String secret, String method, String path, Map<String, String> decodedParams) {
    return hmac(secret, requestText(method, path, decodedParams));
  }

  /// The same with the parameters' names as they were sent: the Node library does not lower-case
  /// them.
  static String requestAsSent(
      String secret, String method, String path, Map<String, String> decodedParams) {
    return hmac(secret, text(method, path, new TreeMap<>(decodedParams)));
  }

  /// Signs the raw body of a webhook.
  public static String webhook(String secret, byte[] body) {
    return HexFormat.of().formatHex(Digests.hmac(secret, body));
  }

  /// Vouches for a place in the log on one channel. What is signed begins as nothing else does that
  /// a secret signs.
  public static byte[] place(String secret, byte[] place, String channel) {
    var name = channel.getBytes(UTF_8);
    var text = Arrays.copyOf(PLACE, PLACE.length + place.length + name.length);
    System.arraycopy(place, 0, text, PLACE.length, place.length);
    System.arraycopy(name, 0, text, PLACE.length + place.length, name.length);
    return Digests.hmac(secret, text);
  }

  public static String bodyMd5(byte[] body) {
    return HexFormat.of().formatHex(Digests.md5(body));
  }

  /// Takes the same time wherever the two differ.
  public static boolean same(String a, String b) {
    return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  static String channelText(SocketId socket, String channelName, @Nullable String channelData) {
    var text = socket.value() + ":" + channelName;
    return channelData == null ? text : text + ":" + channelData;
  }

  static String userText(SocketId socket, String userData) {
    return socket.value() + "::user::" + userData;
  }

  static String requestText(String method, String path, Map<String, String> decodedParams) {
    var sorted = new TreeMap<String, String>();
    decodedParams.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
    return text(method, path, sorted);
  }

  private static String text(String method, String path, SortedMap<String, String> sorted) {
    sorted.remove("auth_signature");
    var query = new StringJoiner("&");
    sorted.forEach((name, value) -> query.add(name + "=" + value));
    return method + "\n" + path + "\n" + query;
  }

  private static String hmac(String secret, String text) {
    return HexFormat.of().formatHex(Digests.hmac(secret, text.getBytes(UTF_8)));
  }
}
