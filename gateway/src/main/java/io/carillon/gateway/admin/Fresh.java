package io.carillon.gateway.admin;

import io.carillon.apps.AppKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/// New ids, keys and secrets, which nobody can guess.
final class Fresh {
  private static final int ID_BYTES = 6;
  private static final int KEY_BYTES = 10;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Fresh() {}

  static String id() {
    return hex(ID_BYTES);
  }

  static AppKey key() {
    return new AppKey(hex(KEY_BYTES), hex(SECRET_BYTES));
  }

  private static String hex(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
