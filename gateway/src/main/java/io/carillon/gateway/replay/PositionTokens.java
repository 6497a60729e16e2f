package io.carillon.gateway.replay;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.events.ChannelKey;
import io.carillon.protocol.Signatures;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Says to a client how far it has come on a channel, in a way that only this app's gateways can
/// read and nobody can make up: which log, which offset, and a MAC over both and the channel with
/// the app's secret.
///
/// A log that was made anew, a channel that is another one and a secret that was withdrawn are all
/// noticed. Thread-safe.
public final class PositionTokens {
  private static final int MAC_BYTES = 9;
  private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES;

  /// Above any token, so that what is longer is not even looked at.
  private static final int LENGTH_MAX = 64;

  private final Function<String, Optional<App>> apps;
  private volatile int log;

  /// @param apps by id
  public PositionTokens(Function<String, Optional<App>> apps) {
    this.apps = apps;
  }

  /// From now on positions are of this log.
  public void of(String topicId) {
    log = topicId.hashCode();
  }

  /// The token for "everything below `offset`"; empty when the app is gone.
  public Optional<String> seal(ChannelKey key, long offset) {
    return apps.apply(key.app()).map(app -> seal(key, offset, app));
  }

  private String seal(ChannelKey key, long offset, App app) {
    ByteBuffer token = ByteBuffer.allocate(PLACE_BYTES + MAC_BYTES).putInt(log).putLong(offset);
    token.put(mac(app.signingKey().secret(), key, token.array()), 0, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /// The offset that a client shows; empty when it was not made for this channel of this log.
  public OptionalLong open(ChannelKey key, String shown) {
    Optional<App> app = apps.apply(key.app());
    byte[] token = decoded(shown);
    if (app.isEmpty() || token.length != PLACE_BYTES + MAC_BYTES) {
      return OptionalLong.empty();
    }
    ByteBuffer place = ByteBuffer.wrap(token);
    return place.getInt() == log && genuine(app.get(), key, token)
        ? OptionalLong.of(place.getLong())
        : OptionalLong.empty();
  }

  private boolean genuine(App app, ChannelKey key, byte[] token) {
    byte[] shown = Arrays.copyOfRange(token, PLACE_BYTES, token.length);
    for (AppKey each : app.keys()) {
      byte[] right = Arrays.copyOf(mac(each.secret(), key, token), MAC_BYTES);
      if (MessageDigest.isEqual(right, shown)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decoded(String shown) {
    try {
      return shown.length() > LENGTH_MAX ? new byte[0] : Base64.getUrlDecoder().decode(shown);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] mac(String secret, ChannelKey key, byte[] token) {
    return Signatures.place(secret, Arrays.copyOf(token, PLACE_BYTES), key.channel());
  }
}
