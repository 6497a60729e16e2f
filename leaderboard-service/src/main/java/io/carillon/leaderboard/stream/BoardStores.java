package io.carillon.leaderboard.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The stores of this instance by partition: all that are open (standbys too), and those whose task
/// is active and restored, which alone may be read. Any thread.
final class BoardStores {

  private final Map<Integer, BoardStore> open = new ConcurrentHashMap<>();
  private final Map<Integer, BoardStore> serving = new ConcurrentHashMap<>();

  void opened(int partition, BoardStore store) {
    open.put(partition, store);
  }

  void closed(int partition, BoardStore store) {
    serving.remove(partition, store);
    open.remove(partition, store);
  }

  /// The store of an active task that has been restored.
  BoardStore serve(int partition) {
    var store = open.get(partition);
    if (store == null) {
      throw new IllegalStateException("no open store for partition " + partition);
    }
    serving.put(partition, store);
    return store;
  }

  void retire(int partition) {
    serving.remove(partition);
  }

  Optional<BoardStore> serving(int partition) {
    return Optional.ofNullable(serving.get(partition));
  }

  int servingCount() {
    return serving.size();
  }
}
