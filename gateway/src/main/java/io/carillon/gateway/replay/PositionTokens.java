package io.carillon.gateway.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.events.ChannelKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Says to a client how far it has come on a channel, in a way that only this app's gateways can
/// read and nobody can make up: which log, which offset, and a MAC over both and the channel with
/// the app's secret.
///
/// A log that was made anew, a channel that is another one and a secret that was withdrawn are all
/// noticed. Thread-safe.
public final class PositionTokens {
  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "carillon position";
  private static final int MAC_BYTES = 9;
  private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES;

  /// Above any token, so that what is longer is not even looked at.
  private static final int LENGTH_MAX = 64;

  /// Secrets whose keys are kept; a change of apps beyond it costs making them anew.
  private static final int KEYS_MAX = 10_000;

  private final Function<String, Optional<App>> apps;
  private final Map<String, Mac> macs = new ConcurrentHashMap<>();
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

  private byte[] mac(String secret, ChannelKey key, byte[] token) {
    try {
      var mac = (Mac) keyed(secret).clone();
      mac.update(token, 0, PLACE_BYTES);
      return mac.doFinal(key.channel().getBytes(UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java's " + HMAC + " cannot be copied", e);
    }
  }

  private Mac keyed(String secret) {
    Mac known = macs.get(secret);
    if (known == null) {
      if (macs.size() >= KEYS_MAX) {
        macs.clear();
      }
      known = derived(secret);
      macs.put(secret, known);
    }
    return known;
  }

  /// A key of its own, so that no token is a signature of something else.
  private static Mac derived(String secret) {
    return mac(mac(secret.getBytes(UTF_8)).doFinal(PURPOSE.getBytes(UTF_8)));
  }

  private static Mac mac(byte[] key) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }
}
