package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 and MD5 without a search for who provides them and without making a key ready each
/// time: a copy of one that is ready costs a fraction. Thread-safe.
final class Digests {
  /// Secrets that are kept ready; beyond it all are made ready anew.
  private static final int SECRETS_MAX = 10_000;

  private static final String HMAC = "HmacSHA256";
  private static final Map<String, Mac> READY = new ConcurrentHashMap<>();
  private static final MessageDigest MD5 = md5();

  private Digests() {}

  static byte[] hmac(String secret, byte[] text) {
    Mac ready = READY.get(secret);
    if (ready == null) {
      if (READY.size() >= SECRETS_MAX) {
        READY.clear();
      }
      ready = keyed(secret);
      READY.put(secret, ready);
    }
    try {
      return ((Mac) ready.clone()).doFinal(text);
    } catch (CloneNotSupportedException e) {
      return keyed(secret).doFinal(text);
    }
  }

  static byte[] md5(byte[] text) {
    try {
      return ((MessageDigest) MD5.clone()).digest(text);
    } catch (CloneNotSupportedException e) {
      return md5().digest(text);
    }
  }

  private static Mac keyed(String secret) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no MD5", e);
    }
  }
}
