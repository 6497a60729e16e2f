package io.carillon.presence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.entrance.platform.PlatformConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What instances of this service prove themselves to each other with: derived from the platform
/// key, which all of them have and nobody else. Without a platform key it is random, and no other
/// instance is let in.
@ApplicationScoped
public class PeerToken {
  public static final String HEADER = "X-Carillon-Peer";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "carillon presence peers 1";
  private static final int KEY_BYTES = 32;

  private final String token;

  @Inject
  PeerToken(PlatformConfig platform) {
    token =
        derived(
            platform
                .apps()
                .platformKey()
                .map(key -> key.getBytes(UTF_8))
                .orElseGet(PeerToken::random));
  }

  String value() {
    return token;
  }

  /// Compares in constant time.
  public boolean matches(String given) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static byte[] random() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static String derived(byte[] key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
