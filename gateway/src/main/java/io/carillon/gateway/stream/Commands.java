package io.carillon.gateway.stream;

import io.carillon.events.ChannelKey;

/// What this gateway does when a command stands in the log. Called by the reader's thread: an
/// implementation does not wait.
@FunctionalInterface
public interface Commands {
  /// The app ends a user's connections.
  ///
  /// @param time when the command was written, in ms by the broker's clock
  void terminate(String app, String user, long time);

  /// A subscriber, here or elsewhere, found a cached channel without an event. Told of records from
  /// before this gateway's start too.
  ///
  /// @param time when that was written, in ms by the broker's clock
  default void cacheMissed(ChannelKey channel, long time) {}
}
