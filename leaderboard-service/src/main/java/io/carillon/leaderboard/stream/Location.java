package io.carillon.leaderboard.stream;

/// Which instance owns a board.
public sealed interface Location {

  record Here() implements Location {}

  /// Another instance, which answers HTTP there.
  record At(String host, int port) implements Location {}

  /// Nobody yet: the engine starts, or the board is moving.
  record Moving() implements Location {}
}
