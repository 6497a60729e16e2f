package io.carillon.leaderboard.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Up to [#CAPACITY] places in order, packed in three arrays that grow with use, so that a small
/// board stays small.
final class Leaf extends Node {

  static final int CAPACITY = 256;

  private static final int FIRST_CAPACITY = 8;

  private long[] keys;
  private long[] achieved;
  private int[] owners;
  private int size;

  Leaf() {
    this(FIRST_CAPACITY);
  }

  private Leaf(int capacity) {
    keys = new long[capacity];
    achieved = new long[capacity];
    owners = new int[capacity];
  }

  @Override
  long size() {
    return size;
  }

  @Override
  long before(Place place) {
    return positionOf(place);
  }

  @Override
  @Nullable Split add(Place place) {
    if (size < CAPACITY) {
      insert(positionOf(place), place);
      return null;
    }
    var split = split();
    var half = place.compareTo(split.lowest()) < 0 ? this : (Leaf) split.right();
    half.insert(half.positionOf(place), place);
    return split;
  }

  @Override
  boolean remove(Place place) {
    var position = positionOf(place);
    if (position == size || !placeAt(position).equals(place)) {
      return false;
    }
    var after = size - position - 1;
    System.arraycopy(keys, position + 1, keys, position, after);
    System.arraycopy(achieved, position + 1, achieved, position, after);
    System.arraycopy(owners, position + 1, owners, position, after);
    size--;
    return true;
  }

  @Override
  int visit(long skip, int limit, RankIndex.Visitor visitor) {
    if (skip >= size) {
      return 0;
    }
    var from = (int) skip;
    var to = Math.min(size, from + limit);
    for (var i = from; i < to; i++) {
      visitor.place(owners[i]);
    }
    return to - from;
  }

  @Override
  boolean mergesWith(Node right) {
    return size + right.size() <= CAPACITY / 2;
  }

  @Override
  void absorb(Place lowest, Node right) {
    var other = (Leaf) right;
    ensureRoomFor(size + other.size);
    System.arraycopy(other.keys, 0, keys, size, other.size);
    System.arraycopy(other.achieved, 0, achieved, size, other.size);
    System.arraycopy(other.owners, 0, owners, size, other.size);
    size += other.size;
  }

  /// The position of the first place that is not before the given one.
  private int positionOf(Place place) {
    var low = 0;
    var high = size;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (Place.compare(keys[middle], achieved[middle], owners[middle], place) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Place placeAt(int position) {
    return new Place(keys[position], achieved[position], owners[position]);
  }

  private void insert(int position, Place place) {
    ensureRoomFor(size + 1);
    var after = size - position;
    System.arraycopy(keys, position, keys, position + 1, after);
    System.arraycopy(achieved, position, achieved, position + 1, after);
    System.arraycopy(owners, position, owners, position + 1, after);
    keys[position] = place.key();
    achieved[position] = place.achieved();
    owners[position] = place.owner();
    size++;
  }

  private Split split() {
    var half = size / 2;
    var right = new Leaf(CAPACITY);
    right.size = size - half;
    System.arraycopy(keys, half, right.keys, 0, right.size);
    System.arraycopy(achieved, half, right.achieved, 0, right.size);
    System.arraycopy(owners, half, right.owners, 0, right.size);
    size = half;
    return new Split(right.placeAt(0), right);
  }

  private void ensureRoomFor(int count) {
    if (count > keys.length) {
      var capacity = Math.min(CAPACITY, Math.max(count, keys.length * 2));
      keys = Arrays.copyOf(keys, capacity);
      achieved = Arrays.copyOf(achieved, capacity);
      owners = Arrays.copyOf(owners, capacity);
    }
  }
}
