package io.carillon.protocol;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks the `auth` value by which an app lets a connection into a channel, or lets a user sign
/// in.
///
/// The signature is over the exact string that the client sent, so nothing is parsed before it is
/// checked. A refusal repeats what was signed and what was given, never what would have been right.
public final class SubscriptionAuth {
  private static final int SHOWN_MAX = 300;

  private SubscriptionAuth() {}

  /// What came of a check.
  public sealed interface Outcome {

    /// The app lets it in.
    ///
    /// @param key the one of the app's keys that signed
    record Granted(String key) implements Outcome {}

    /// The value is not `key:signature`; it is empty when the client has no authorization at all.
    record Unformed(String message) implements Outcome {}

    record UnknownKey(String message) implements Outcome {}

    record WrongSignature(String message) implements Outcome {}
  }

  /// Checks a subscription.
  ///
  /// @param channelData signed too whenever it is given, on private channels as well
  /// @param secretOfKey the secrets of the keys of the connection's app, and of no other
  public static Outcome check(
      SocketId socket,
      ChannelName channel,
      @Nullable String auth,
      @Nullable String channelData,
      Function<String, Optional<String>> secretOfKey) {
    return check(
        "subscription to " + channel.value(),
        auth,
        secretOfKey,
        Signatures.channelText(socket, channel.value(), channelData),
        secret -> Signatures.channel(secret, socket, channel.value(), channelData));
  }

  public static Outcome checkUser(
      SocketId socket,
      String auth,
      String userData,
      Function<String, Optional<String>> secretOfKey) {
    return check(
        "sign-in",
        auth,
        secretOfKey,
        Signatures.userText(socket, userData),
        secret -> Signatures.user(secret, socket, userData));
  }

  private static Outcome check(
      String purpose,
      @Nullable String auth,
      Function<String, Optional<String>> secretOfKey,
      String signed,
      Function<String, String> sign) {
    var colon = auth == null ? -1 : auth.indexOf(':');
    if (auth == null || colon <= 0 || colon == auth.length() - 1) {
      return new Outcome.Unformed(
          "Auth value for %s is invalid: should be of format 'key:signature'".formatted(purpose));
    }
    var key = auth.substring(0, colon);
    var signature = auth.substring(colon + 1);
    var secret = secretOfKey.apply(key);
    if (secret.isEmpty()) {
      return new Outcome.UnknownKey(
          "Invalid key in subscription auth data: '%s'".formatted(shown(key)));
    }
    return Signatures.same(sign.apply(secret.get()), signature)
        ? new Outcome.Granted(key)
        : new Outcome.WrongSignature(
            "Invalid signature: Expected HMAC SHA256 hex digest of %s, but got %s"
                .formatted(shown(signed), shown(signature)));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
