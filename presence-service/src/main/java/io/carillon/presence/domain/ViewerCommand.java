package io.carillon.presence.domain;

import io.carillon.events.ChannelKey;

/// What somebody says about viewers; an item is named by its viewer channel.
public sealed interface ViewerCommand {
  /// What an HTTP session says for itself.
  sealed interface Action extends ViewerCommand {
    ChannelKey item();

    SessionId session();
  }

  /// A sign of life over HTTP: the first makes the session a viewer, each later one keeps it.
  record Join(ChannelKey item, SessionId session) implements Action {}

  /// The HTTP session ends.
  record Leave(ChannelKey item, SessionId session) implements Action {}

  /// A gateway has a socket of the session on the viewer channel.
  record SocketJoined(ChannelKey item, SessionId session, String gateway)
      implements ViewerCommand {}

  /// That gateway has none any more.
  record SocketLeft(ChannelKey item, SessionId session, String gateway) implements ViewerCommand {}

  /// That gateway's life is over. Its sockets still count for the grace time, so that their coming
  /// back elsewhere is not seen; whatever else it says is ignored.
  record GatewayGone(String gateway) implements ViewerCommand {}
}
