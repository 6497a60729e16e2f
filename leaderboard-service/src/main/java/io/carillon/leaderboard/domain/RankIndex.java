package io.carillon.leaderboard.domain;

/// All places of a board in order, with exact ranks: a B+-tree whose branches count what lies below
/// them.
///
/// Adding, removing, finding a rank and finding the entry at a rank each cost one walk from the
/// root (three levels at a million entries). Entries lie packed in arrays of their leaf: 20 bytes
/// each, and a leaf is more than half full on average.
///
/// ```
///   Branch  counts [ 190 | 140 | 221 ]     rank = counts left of the path + position in the leaf
///             ├─ Leaf  keys[] achieved[] owners[]
///             ├─ Leaf
///             └─ Leaf
/// ```
final class RankIndex {

  /// Receives places in order.
  @FunctionalInterface
  interface Visitor {
    void place(int owner);
  }

  private Node root = new Leaf();

  long size() {
    return root.size();
  }

  /// Adds a place that is not there yet.
  void add(Place place) {
    var split = root.add(place);
    if (split != null) {
      root = new Branch(root, split);
    }
  }

  /// Removes a place that is there.
  ///
  /// @throws IllegalStateException when it is not: index and owners would disagree
  void remove(Place place) {
    if (!root.remove(place)) {
      throw new IllegalStateException("no such place in the index: " + place);
    }
    root = root.withoutNeedlessLevel();
  }

  /// How many entries stand before this place, which itself need not be there.
  long before(Place place) {
    return root.before(place);
  }

  /// Tells the owners that stand at ranks `skip` (counted from zero) and after, at most `limit`.
  void visit(long skip, int limit, Visitor visitor) {
    root.visit(skip, limit, visitor);
  }
}
