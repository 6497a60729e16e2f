package io.carillon.gateway.stream;

/// What this gateway does when a command stands in the log. Called by the reader's thread: an
/// implementation does not wait.
@FunctionalInterface
public interface Commands {
  /// The app ends a user's connections.
  ///
  /// @param time when the command was written, in ms by the broker's clock
  void terminate(String app, String user, long time);
}
