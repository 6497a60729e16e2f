package io.carillon.apps;

import java.util.regex.Pattern;

/// A public key and the secret behind it. The secret shows in no string of this.
public record AppKey(String key, String secret) {
  /// The secret that the local stack gives its app; everybody knows it.
  public static final String DEVELOPMENT_SECRET = "app-secret";

  // A key stands in paths, and before the colon of `key:signature`.
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int SECRET_LENGTH_MAX = 256;

  public AppKey {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("an app key has 1 to 64 of A-Z a-z 0-9 _ . -");
    }
    if (secret.isBlank() || secret.length() > SECRET_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a secret has 1 to " + SECRET_LENGTH_MAX + " characters and is not blank");
    }
  }

  public boolean forDevelopmentOnly() {
    return secret.equals(DEVELOPMENT_SECRET);
  }

  @Override
  public String toString() {
    return "AppKey[key=" + key + "]";
  }
}
