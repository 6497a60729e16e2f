package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals the apps' secrets, so that reading the topic gives none of them away.
///
/// AES-256-GCM with a fresh nonce each time. The app's id is sealed along, so a secret that was
/// copied into another app's record does not open. The text begins with the scheme's number.
public final class PlatformKey {
  private static final String SCHEME = "1:";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private PlatformKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// Reads a key as it is given in settings.
  ///
  /// @throws IllegalArgumentException when this is not base64 of 32 bytes
  public static PlatformKey of(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the platform key must be base64 of 32 bytes", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the platform key must be base64 of 32 bytes, this is of " + bytes.length);
    }
    return new PlatformKey(bytes);
  }

  /// A new random key, as it is given in settings.
  public static String generate() {
    var bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  public String seal(String secret, String appId) {
    var sealed = new byte[NONCE_BYTES + secret.getBytes(UTF_8).length + TAG_BITS / Byte.SIZE];
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
    try {
      var text = secret.getBytes(UTF_8);
      cipher(Cipher.ENCRYPT_MODE, sealed, appId).doFinal(text, 0, text.length, sealed, NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot seal with " + CIPHER, e);
    }
    return SCHEME + Base64.getEncoder().encodeToString(sealed);
  }

  /// Empty when it was sealed by another key, for another app, or was changed since.
  public Optional<String> open(String sealed, String appId) {
    if (!sealed.startsWith(SCHEME)) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getDecoder().decode(sealed.substring(SCHEME.length()));
      if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        return Optional.empty();
      }
      var cipher = cipher(Cipher.DECRYPT_MODE, bytes, appId);
      return Optional.of(
          new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), UTF_8));
    } catch (IllegalArgumentException | AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot open with " + CIPHER, e);
    }
  }

  @Override
  public String toString() {
    return "PlatformKey";
  }

  private Cipher cipher(int mode, byte[] nonceFirst, String appId) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonceFirst, 0, NONCE_BYTES));
    cipher.updateAAD(appId.getBytes(UTF_8));
    return cipher;
  }
}
