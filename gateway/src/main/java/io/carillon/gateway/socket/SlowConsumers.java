package io.carillon.gateway.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Which sockets were closed for being slow a short time ago, so that a client that comes back and
/// is slow again is told to wait before it comes once more (docs/recovery.md).
///
/// Clients that say which sockets they had are known again, up to a number of them; of others
/// nothing is known. Thread-safe.
public final class SlowConsumers {
  static final long REMEMBERED_MILLIS = 60_000;
  static final int REMEMBERED_MAX = 10_000;

  private final Map<String, Long> closedAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };
  private final LongAdder closed = new LongAdder();
  private final LongAdder waitingBytes = new LongAdder();

  void closed(String socket, long nowMillis) {
    closed.increment();
    synchronized (closedAt) {
      closedAt.put(socket, nowMillis);
    }
  }

  /// Whether one of these was closed within the last minute.
  boolean any(List<String> sockets, long nowMillis) {
    synchronized (closedAt) {
      for (String socket : sockets) {
        Long at = closedAt.get(socket);
        if (at != null && nowMillis - at < REMEMBERED_MILLIS) {
          return true;
        }
      }
    }
    return false;
  }

  /// What waits in the queues of all sockets; each queue adds its own.
  LongAdder waitingBytes() {
    return waitingBytes;
  }

  /// Sockets so far that were closed for being slow.
  long closed() {
    return closed.sum();
  }
}
