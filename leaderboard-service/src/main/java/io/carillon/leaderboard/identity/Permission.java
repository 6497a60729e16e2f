package io.carillon.leaderboard.identity;

/// Whether somebody may do what he asks for.
public sealed interface Permission {

  /// He may.
  ///
  /// @param owner whose score it is about
  record Granted(String owner) implements Permission {}

  /// Only the app's server may.
  record ServerOnly() implements Permission {}

  /// The token is another user's.
  record NotTheSubject() implements Permission {}

  /// A trusted server has to say whom it means.
  record OwnerMissing() implements Permission {}
}
