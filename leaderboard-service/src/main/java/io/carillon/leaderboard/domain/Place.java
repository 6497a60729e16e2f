package io.carillon.leaderboard.domain;

/// Where an entry stands: better score first, then who achieved it earlier in the log, then the
/// owner's number.
///
/// The order is total: two entries never share a place.
///
/// @param key the score as [ScoreOrder] orders it, smaller is better
/// @param achieved the board's version at which the score was reached
/// @param owner the owner's number on this board
record Place(long key, long achieved, int owner) implements Comparable<Place> {

  /// Stands before every entry.
  static final Place FIRST = new Place(Long.MIN_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE);

  @Override
  public int compareTo(Place other) {
    return compare(key, achieved, owner, other);
  }

  /// Stands right after this place: nobody stands between them.
  Place next() {
    // No owner has the largest number, so nobody stands at it either.
    return owner == Integer.MAX_VALUE ? this : new Place(key, achieved, owner + 1);
  }

  /// Compares a place that lies unpacked in a leaf without making an object of it.
  static int compare(long key, long achieved, int owner, Place other) {
    if (key != other.key) {
      return key < other.key ? -1 : 1;
    }
    if (achieved != other.achieved) {
      return achieved < other.achieved ? -1 : 1;
    }
    return Integer.compare(owner, other.owner);
  }
}
