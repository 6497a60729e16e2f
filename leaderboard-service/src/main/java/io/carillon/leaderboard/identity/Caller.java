package io.carillon.leaderboard.identity;

import java.util.Optional;

/// Whoever makes a request, always of one app.
public sealed interface Caller {

  String app();

  /// The app's own server, by its signature: it may speak of any user.
  record TrustedServer(String app) implements Caller {}

  /// A user, by an OIDC token.
  ///
  /// @param name what the token says others call him
  record SignedIn(String app, String subject, Optional<String> name) implements Caller {}

  /// Somebody who knows which app it is.
  record Anyone(String app) implements Caller {}
}
