package io.carillon.presence.stream;

/// What a task reads. Both topics are spread alike, so an item's records are one task's.
enum Input {
  /// Joins and leaves over HTTP.
  ACTIONS,
  /// What gateways write about their sockets.
  MEMBERSHIPS
}
