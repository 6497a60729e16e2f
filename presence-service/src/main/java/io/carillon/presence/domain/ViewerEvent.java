package io.carillon.presence.domain;

import io.carillon.events.ChannelKey;

/// What changed; applying these in order gives a shard's state, whoever applies them.
///
/// Each carries the whole new state of one thing (a session, a gateway, an item's publication), so
/// the last event of each thing is enough.
public sealed interface ViewerEvent {
  /// Why the session counts from here on; {@link Session#NONE}: it does not.
  record SessionChanged(ChannelKey item, SessionId session, Session state) implements ViewerEvent {}

  /// The gateway is ignored, and its sockets count until `graceUntilMs` only.
  record GatewayIgnored(String gateway, long graceUntilMs) implements ViewerEvent {}

  /// Nothing of that gateway can come any more.
  record GatewayForgotten(String gateway) implements ViewerEvent {}

  /// Everyone was told this count. `sequence` grows with each telling of the item.
  record CountTold(ChannelKey item, int count, long sequence, long atMs) implements ViewerEvent {}

  /// The item has had no viewers for long, and everyone knows.
  record ItemForgotten(ChannelKey item) implements ViewerEvent {}
}
