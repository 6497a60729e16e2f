package io.carillon.gateway.membership;

/// One connection, as the count of its app's connections sees it. Called by the membership thread:
/// an implementation hops to its own event loop.
public interface Entrant {
  /// The connection is within the app's limit.
  void admitted();

  /// The app has as many connections as it may have. It is not counted.
  void refused();
}
