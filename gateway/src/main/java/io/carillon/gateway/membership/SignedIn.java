package io.carillon.gateway.membership;

/// One connection on which a user is signed in, as the membership sees it. Called by the membership
/// thread: an implementation hops to its own event loop.
public interface SignedIn extends Joiner {
  /// Watched users came or went, or are there or not as the watching begins.
  ///
  /// @param frame UTF-8 JSON; shared, not to be changed
  void watched(byte[] frame);

  /// The app ends the user's connections.
  void terminated();

  /// A sign-in is confirmed at once: nothing waits for its record.
  @Override
  default void confirmed(byte[] frame) {}

  /// Never happens: an app has as many users as sign in.
  @Override
  default void refused() {}
}
