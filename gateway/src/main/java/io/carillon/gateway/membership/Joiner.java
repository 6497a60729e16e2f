package io.carillon.gateway.membership;

/// One connection's subscription to a presence channel, as the membership sees it. Called by the
/// membership thread: an implementation hops to its own event loop.
public interface Joiner {
  /// The member stands in the topic.
  ///
  /// @param frame the confirmation with the roster, as UTF-8 JSON; shared, not to be changed
  void confirmed(byte[] frame);

  /// The channel has as many members as it may have.
  void refused();
}
