package io.carillon.gateway.fallback;

import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The sessions of one event loop: one timer looks at them all once a second. Used on that loop
/// alone, but for [#run(Runnable)], [#later(int, Runnable)] and [#waitingBytes].
final class LoopSessions {
  private final EventLoop loop;
  private final int absentSecondsMax;
  private final int heartbeatSeconds;
  private final Set<Session> sessions = new HashSet<>();
  private int now;
  private volatile long waitingBytes;

  private LoopSessions(EventLoop loop, FallbackConfig config) {
    this.loop = loop;
    this.absentSecondsMax = Math.toIntExact(config.absenceMax().toSeconds());
    this.heartbeatSeconds = Math.toIntExact(config.heartbeat().toSeconds());
  }

  /// Sessions that their loop looks at once a second.
  static LoopSessions turning(EventLoop loop, FallbackConfig config) {
    var sessions = new LoopSessions(loop, config);
    var _ = loop.scheduleAtFixedRate(sessions::turn, 1, 1, TimeUnit.SECONDS);
    return sessions;
  }

  EventLoop loop() {
    return loop;
  }

  void run(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  void later(int seconds, Runnable task) {
    var _ = loop.schedule(task, seconds, TimeUnit.SECONDS);
  }

  void add(Session session) {
    sessions.add(session);
  }

  void remove(Session session) {
    sessions.remove(session);
  }

  /// Seconds since the timer began.
  int now() {
    return now;
  }

  private void turn() {
    now++;
    long waiting = 0;
    for (Session session : List.copyOf(sessions)) {
      session.look(absentSecondsMax, heartbeatSeconds);
      waiting += session.waitingBytes();
    }
    waitingBytes = waiting;
  }

  /// Bytes that waited in all of them at the last look.
  long waitingBytes() {
    return waitingBytes;
  }
}
