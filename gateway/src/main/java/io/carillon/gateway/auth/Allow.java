package io.carillon.gateway.auth;

/// Whom a rule lets in.
sealed interface Allow {
  /// Also who has no token.
  record Anyone() implements Allow {}

  record SignedIn() implements Allow {}

  /// Whose claims say what stands in the channel's name.
  record Subject() implements Allow {}

  record Role(String name) implements Allow {}

  /// Whom a service lets in that is asked.
  record Ask() implements Allow {}

  static Allow parse(String text) {
    return switch (text) {
      case "anyone" -> new Anyone();
      case "signed-in" -> new SignedIn();
      case "subject" -> new Subject();
      case "ask" -> new Ask();
      default -> {
        if (text.startsWith("role:") && text.length() > "role:".length()) {
          yield new Role(text.substring("role:".length()));
        }
        throw new IllegalArgumentException(
            "allow is one of anyone, signed-in, subject, role:NAME, ask; not " + text);
      }
    };
  }
}
