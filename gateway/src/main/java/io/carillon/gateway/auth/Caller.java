package io.carillon.gateway.auth;

import io.carillon.gateway.api.Problem;
import org.jspecify.annotations.Nullable;

/// Who sent a request, as far as its token says.
public sealed interface Caller {
  /// It carried no token.
  record Anonymous() implements Caller {}

  /// Its token was verified.
  record SignedIn(User user) implements Caller {}

  /// It carried a token that counts for nothing: expired, tampered with, or not to be checked now.
  record Unverified(Problem problem) implements Caller {}

  default @Nullable User userOrNull() {
    return this instanceof SignedIn(var user) ? user : null;
  }
}
