package io.carillon.leaderboard.domain;

import org.jspecify.annotations.Nullable;

/// An entry of a window and where it stood in the one shown before.
///
/// @param previousRank null when it was not in that window
public record Move(Entry entry, @Nullable Long previousRank) {

  /// Which way an entry went.
  public enum Change {
    UP,
    DOWN,
    SAME,
    NEW
  }

  public Change change() {
    if (previousRank == null) {
      return Change.NEW;
    }
    var way = Long.compare(entry.rank(), previousRank);
    return way < 0 ? Change.UP : way > 0 ? Change.DOWN : Change.SAME;
  }
}
