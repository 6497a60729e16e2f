package io.carillon.gateway.admin;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// What an administrator may do. Each may do what those before it may.
enum Role {
  /// Sees apps.
  VIEWER,
  /// Changes apps' settings.
  DEVELOPER,
  /// Makes, pauses and removes apps, and handles their keys and secrets.
  OPERATOR;

  /// The highest one that a token's roles give.
  static Optional<Role> highest(Collection<String> roles, AdminConfig.Roles names) {
    if (roles.contains(names.operator())) {
      return Optional.of(OPERATOR);
    }
    if (roles.contains(names.developer())) {
      return Optional.of(DEVELOPER);
    }
    return roles.contains(names.viewer()) ? Optional.of(VIEWER) : Optional.empty();
  }

  boolean mayDoWhatNeeds(Role needed) {
    return compareTo(needed) >= 0;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
