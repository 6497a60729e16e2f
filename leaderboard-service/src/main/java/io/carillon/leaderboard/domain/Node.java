package io.carillon.leaderboard.domain;

import org.jspecify.annotations.Nullable;

/// A part of the tree of [RankIndex].
abstract sealed class Node permits Leaf, Branch {

  /// A node that grew too large keeps its first half and gives away the rest.
  record Split(Place lowest, Node right) {}

  /// Entries below this node.
  abstract long size();

  /// Entries below this node that stand before the place.
  abstract long before(Place place);

  /// Adds the place; gives the new right neighbour when this node had to be split.
  abstract @Nullable Split add(Place place);

  /// Removes the place; false when it is not there.
  abstract boolean remove(Place place);

  /// Tells at most `limit` owners after the first `skip`; gives how many were told.
  abstract int visit(long skip, int limit, RankIndex.Visitor visitor);

  /// Whether both fit one node with room left, so that merging them is not undone by the next
  /// entry.
  abstract boolean mergesWith(Node right);

  /// Takes over all of the right neighbour, whose places start at `lowest`.
  abstract void absorb(Place lowest, Node right);

  /// The node to use as root in place of this one.
  Node withoutNeedlessLevel() {
    return this;
  }
}
