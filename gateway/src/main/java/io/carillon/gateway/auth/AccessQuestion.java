package io.carillon.gateway.auth;

import io.smallrye.mutiny.Uni;

/// Asks the service that knows whether a user may read a channel.
interface AccessQuestion {
  /// What was answered. Only a plain yes is one.
  enum Answer {
    YES,
    NO,
    /// Nobody is set to be asked, or nobody answered in time.
    NONE
  }

  Uni<Answer> mayRead(User user, String channel);
}
