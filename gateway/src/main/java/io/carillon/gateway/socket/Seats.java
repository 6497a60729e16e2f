package io.carillon.gateway.socket;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The seats of one connection by their channels. A few, as nearly all connections have, lie in an
/// array and are looked through; more have a map. Not thread-safe.
final class Seats<S extends Seats.OnChannel> {
  /// What is on one channel.
  interface OnChannel {
    String channel();
  }

  private static final int FEW = 8;

  private @Nullable Object[] few = new @Nullable Object[1];
  private int size;
  private @Nullable Map<String, S> many;

  int size() {
    return many == null ? size : many.size();
  }

  /// The seat on that channel, or null.
  @Nullable S get(String channel) {
    if (many != null) {
      return many.get(channel);
    }
    int place = placeOf(channel);
    return place < 0 ? null : at(place);
  }

  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // only seats are put in, and below `size` there is one
  private S at(int place) {
    return (S) few[place];
  }

  private int placeOf(String channel) {
    for (int i = 0; i < size; i++) {
      if (at(i).channel().equals(channel)) {
        return i;
      }
    }
    return -1;
  }

  /// Adds a seat on a channel on which there is none.
  void add(S seat) {
    if (many == null && size == FEW) {
      var map = new HashMap<String, S>();
      forFew(each -> map.put(each.channel(), each));
      clear();
      many = map;
    }
    if (many != null) {
      many.put(seat.channel(), seat);
    } else {
      if (size == few.length) {
        few = Arrays.copyOf(few, size * 2);
      }
      few[size++] = seat;
    }
  }

  /// Takes away the seat on that channel. @return it, or null when there is none
  @Nullable S remove(String channel) {
    if (many != null) {
      return many.remove(channel);
    }
    int place = placeOf(channel);
    if (place < 0) {
      return null;
    }
    S removed = at(place);
    few[place] = few[--size];
    few[size] = null;
    return removed;
  }

  /// Every seat, while none is added or removed.
  void forEach(Consumer<S> action) {
    if (many != null) {
      many.values().forEach(action);
    } else {
      forFew(action);
    }
  }

  private void forFew(Consumer<S> action) {
    for (int i = 0; i < size; i++) {
      action.accept(at(i));
    }
  }

  void clear() {
    many = null;
    few = new @Nullable Object[1];
    size = 0;
  }
}
