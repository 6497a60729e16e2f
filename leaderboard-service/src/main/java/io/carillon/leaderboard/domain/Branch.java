package io.carillon.leaderboard.domain;

import org.jspecify.annotations.Nullable;

/// Up to [#CAPACITY] children in order, with the count of each and the lowest place that each may
/// hold.
///
/// Two neighbours under one branch together always hold more than half of what one could: whatever
/// a removal leaves below that is merged, so the tree stays flat whatever comes and goes.
final class Branch extends Node {

  static final int CAPACITY = 64;

  // One slot more than the capacity: a child is added first, then the branch is split.
  private final Node[] children = new Node[CAPACITY + 1];
  private final Place[] lowest = new Place[CAPACITY + 1];
  private final long[] counts = new long[CAPACITY + 1];
  private int width;

  private Branch() {}

  Branch(Node left, Split split) {
    put(0, Place.FIRST, left);
    put(1, split.lowest(), split.right());
    width = 2;
  }

  @Override
  long size() {
    return countBefore(width);
  }

  @Override
  long before(Place place) {
    var child = childFor(place);
    return countBefore(child) + children[child].before(place);
  }

  @Override
  @Nullable Split add(Place place) {
    var child = childFor(place);
    var split = children[child].add(place);
    if (split == null) {
      counts[child]++;
      return null;
    }
    counts[child] = children[child].size();
    insertAfter(child, split);
    return width > CAPACITY ? split() : null;
  }

  @Override
  boolean remove(Place place) {
    var child = childFor(place);
    if (!children[child].remove(place)) {
      return false;
    }
    counts[child]--;
    if (child + 1 < width && children[child].mergesWith(children[child + 1])) {
      mergeWithNext(child);
    }
    if (child > 0 && children[child - 1].mergesWith(children[child])) {
      mergeWithNext(child - 1);
    }
    return true;
  }

  @Override
  int visit(long skip, int limit, RankIndex.Visitor visitor) {
    var told = 0;
    var left = skip;
    for (var i = 0; i < width && told < limit; i++) {
      if (left < counts[i]) {
        told += children[i].visit(left, limit - told, visitor);
        left = 0;
      } else {
        left -= counts[i];
      }
    }
    return told;
  }

  @Override
  boolean mergesWith(Node right) {
    return width + ((Branch) right).width <= CAPACITY / 2;
  }

  @Override
  void absorb(Place lowestOfRight, Node right) {
    var other = (Branch) right;
    System.arraycopy(other.children, 0, children, width, other.width);
    System.arraycopy(other.lowest, 0, lowest, width, other.width);
    System.arraycopy(other.counts, 0, counts, width, other.width);
    lowest[width] = lowestOfRight;
    width += other.width;
  }

  @Override
  Node withoutNeedlessLevel() {
    return width == 1 ? children[0].withoutNeedlessLevel() : this;
  }

  /// The last child whose lowest place is not after the given one; the first child takes what is
  /// before all.
  private int childFor(Place place) {
    var low = 1;
    var high = width;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (lowest[middle].compareTo(place) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private long countBefore(int child) {
    var sum = 0L;
    for (var i = 0; i < child; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private void put(int position, Place from, Node child) {
    children[position] = child;
    lowest[position] = from;
    counts[position] = child.size();
  }

  private void insertAfter(int child, Split split) {
    var after = width - child - 1;
    System.arraycopy(children, child + 1, children, child + 2, after);
    System.arraycopy(lowest, child + 1, lowest, child + 2, after);
    System.arraycopy(counts, child + 1, counts, child + 2, after);
    put(child + 1, split.lowest(), split.right());
    width++;
  }

  private Split split() {
    var half = width / 2;
    var right = new Branch();
    right.width = width - half;
    System.arraycopy(children, half, right.children, 0, right.width);
    System.arraycopy(lowest, half, right.lowest, 0, right.width);
    System.arraycopy(counts, half, right.counts, 0, right.width);
    dropFrom(half);
    return new Split(right.lowest[0], right);
  }

  private void mergeWithNext(int child) {
    children[child].absorb(lowest[child + 1], children[child + 1]);
    counts[child] += counts[child + 1];
    var after = width - child - 2;
    System.arraycopy(children, child + 2, children, child + 1, after);
    System.arraycopy(lowest, child + 2, lowest, child + 1, after);
    System.arraycopy(counts, child + 2, counts, child + 1, after);
    dropFrom(width - 1);
  }

  // What is no longer used must not be kept from the garbage collector.
  @SuppressWarnings("NullAway") // slots from `width` on are empty, and nothing reads them
  private void dropFrom(int newWidth) {
    for (var i = newWidth; i < width; i++) {
      children[i] = null;
      lowest[i] = null;
    }
    width = newWidth;
  }
}
