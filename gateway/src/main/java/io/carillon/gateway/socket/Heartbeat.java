package io.carillon.gateway.socket;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The connections of one event loop on a wheel of seconds: one timer for all of them.
///
/// A connection is looked at when its time comes; it says then when the next time is. Used on its
/// event loop alone.
final class Heartbeat {
  /// Longest time between two looks, in seconds; connections that need longer are looked at in
  /// between.
  static final int SLOTS = 256;

  private final List<List<Connection>> wheel = new ArrayList<>(SLOTS);
  private int now;
  private int size;

  Heartbeat() {
    for (int i = 0; i < SLOTS; i++) {
      wheel.add(new ArrayList<>());
    }
  }

  /// A wheel that its event loop turns once a second.
  static Heartbeat turning(EventLoop loop) {
    var heartbeat = new Heartbeat();
    var _ = loop.scheduleAtFixedRate(heartbeat::tick, 1, 1, TimeUnit.SECONDS);
    return heartbeat;
  }

  /// Seconds since the wheel began to turn.
  int now() {
    return now;
  }

  /// Number of connections of this loop.
  int size() {
    return size;
  }

  void add(Connection connection, int secondsFromNow) {
    size++;
    place(connection, secondsFromNow);
  }

  private void place(Connection connection, int secondsFromNow) {
    int slot = (now + Math.clamp(secondsFromNow, 1, SLOTS - 1)) % SLOTS;
    List<Connection> connections = wheel.get(slot);
    connection.seat(slot, connections.size());
    connections.add(connection);
  }

  /// The last one of the slot moves into the place that becomes free.
  void remove(Connection connection) {
    List<Connection> connections = wheel.get(connection.slot());
    Connection last = connections.removeLast();
    if (last != connection) {
      connections.set(connection.place(), last);
      last.seat(connection.slot(), connection.place());
    }
    size--;
  }

  void tick() {
    now++;
    List<Connection> due = List.copyOf(wheel.get(now % SLOTS));
    for (Connection connection : due) {
      int next = connection.checkLiveness(now);
      if (connection.open()) {
        remove(connection);
        add(connection, next);
      }
    }
  }

  /// Every connection of the loop, as it stands now.
  void forEach(Consumer<Connection> action) {
    List<Connection> all = wheel.stream().flatMap(List::stream).toList();
    all.forEach(action);
  }
}
