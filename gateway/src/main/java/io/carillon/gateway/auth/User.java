package io.carillon.gateway.auth;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A person whose token was verified.
///
/// @param claims each claim as texts: one for a string or number, several for a list, else none
/// @param token the token itself; it shows in no string of this
record User(
    String subject,
    String issuer,
    Set<String> audiences,
    Set<String> roles,
    Function<String, List<String>> claims,
    String token) {
  User {
    audiences = Set.copyOf(audiences);
    roles = Set.copyOf(roles);
  }

  /// The first text of a claim that the token has.
  @Nullable String claim(String... names) {
    for (var name : names) {
      var texts = claims.apply(name);
      if (!texts.isEmpty() && !texts.getFirst().isBlank()) {
        return texts.getFirst();
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "User[subject=" + subject + "]";
  }
}
