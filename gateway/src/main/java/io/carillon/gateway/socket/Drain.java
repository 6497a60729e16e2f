package io.carillon.gateway.socket;

import io.carillon.protocol.CloseCode;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Asks the sockets of one event loop to come back elsewhere, with 4200, in slices over a window:
/// the other gateways take them in as they come, and nobody waits for the last of them (requirement
/// R159). Few are asked at once.
final class Drain {
  /// So many sockets of a loop are asked in one go, whatever the window.
  static final int SLICE_MIN = 50;

  private static final long TICK_MILLIS = 100;

  private final EventLoop loop;
  private final List<Connection> connections = new ArrayList<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int slice = SLICE_MIN;
  private int asked;

  private Drain(EventLoop loop) {
    this.loop = loop;
  }

  /// Begins on the loop. @return complete when all were asked
  static CompletableFuture<Void> of(EventLoop loop, Heartbeat heartbeat, Duration window) {
    var drain = new Drain(loop);
    loop.execute(() -> {
      heartbeat.forEach(drain.connections::add);
      drain.slice = slice(drain.connections.size(), window);
      drain.ask();
    });
    return drain.done;
  }

  /// How many are asked at a time, so that the last ones are within the window.
  static int slice(int connections, Duration window) {
    long ticks = Math.max(1, window.toMillis() / TICK_MILLIS);
    return Math.max(SLICE_MIN, Math.toIntExact((connections + ticks - 1) / ticks));
  }

  private void ask() {
    int to = Math.min(asked + slice, connections.size());
    // Those that left meanwhile do not hear it.
    connections.subList(asked, to).forEach(connection -> connection.refuse(CloseCode.RECONNECT));
    asked = to;
    if (asked == connections.size()) {
      done.complete(null);
    } else {
      var _ = loop.schedule(this::ask, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
