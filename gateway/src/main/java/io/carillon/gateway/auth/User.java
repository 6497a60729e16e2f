package io.carillon.gateway.auth;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A person whose token was verified.
///
/// @param ofPlatform the issuer is the one of the gateway's settings, not one that an app named
/// @param claims each claim as texts: one for a string or number, several for a list, else none
/// @param token the token itself; it shows in no string of this
public record User(
    String subject,
    String issuer,
    Set<String> audiences,
    Set<String> roles,
    boolean ofPlatform,
    Function<String, List<String>> claims,
    String token) {
  public User {
    audiences = Set.copyOf(audiences);
    roles = Set.copyOf(roles);
  }

  /// The first text of a claim that the token has.
  public @Nullable String claim(String... names) {
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
