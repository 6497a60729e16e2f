package io.carillon.gateway.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Users whose tokens count as verified.
final class TestUsers {
  private TestUsers() {}

  static User named(String subject) {
    return with(subject, Map.of("sub", List.of(subject), "name", List.of("Name of " + subject)));
  }

  static User with(String subject, Map<String, List<String>> claims) {
    return new User(
        subject,
        "https://issuer.example",
        Set.of("audience"),
        Set.of("editor"),
        true,
        name -> claims.getOrDefault(name, List.of()),
        "token-of-" + subject);
  }
}
