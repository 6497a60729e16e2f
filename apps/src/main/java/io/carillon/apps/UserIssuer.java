package io.carillon.apps;

import org.jspecify.annotations.Nullable;

/// Who vouches for an app's users: the `iss` of their OIDC tokens, and one of the `aud` when set.
public record UserIssuer(String issuer, @Nullable String audience) {
  public UserIssuer {
    if (issuer.isBlank()) {
      throw new IllegalArgumentException("an issuer is not blank");
    }
    if (audience != null && audience.isBlank()) {
      throw new IllegalArgumentException("an audience is not blank");
    }
  }
}
