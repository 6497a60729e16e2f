package io.carillon.presence.api;

import io.carillon.entrance.problem.Problem;

/// The ways to say no that only this service has; those of every service stand in [Problem], those
/// of strangers where they are told apart, in `identity`.
final class Problems {
  static final Problem NOT_A_PEER =
      new Problem(403, "not-a-peer", "This path is for instances of the service");
  static final Problem NOT_THE_OWNER =
      new Problem(421, "not-the-owner", "Another instance counts this item");
  static final Problem TOO_MANY_ACTIONS =
      new Problem(429, "too-many-actions", "Too many joins and leaves");
  static final Problem UNKNOWN_COUNT =
      new Problem(503, "count-unknown", "The count is not known now");

  private Problems() {}
}
