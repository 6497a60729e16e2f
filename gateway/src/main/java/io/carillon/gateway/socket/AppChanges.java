package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.protocol.CloseCode;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Ends the connections that a change of their app leaves without a right to be here: its app was
/// paused or removed, or the key with which it came was withdrawn.
///
/// Each connection is looked at on its own event loop, against what the registry shows at that
/// moment; many of one app are ended in slices, so that other apps' sockets on the loop do not wait
/// for all of them.
final class AppChanges {
  /// Connections that are ended before others have their turn.
  private static final int SLICE = 128;

  private final AppRegistry apps;
  private final LongAdder ended = new LongAdder();

  AppChanges(AppRegistry apps) {
    this.apps = apps;
  }

  /// Looks at the app's connections of that loop, some time after this returns.
  void obey(App app, EventLoop loop, Heartbeat heartbeat) {
    loop.execute(() -> {
      var connections = new ArrayList<Connection>();
      heartbeat.forEach(connection -> {
        if (connection.app().equals(app.id())) {
          connections.add(connection);
        }
      });
      look(connections, 0, loop);
    });
  }

  private void look(List<Connection> connections, int from, EventLoop loop) {
    var to = Math.min(from + SLICE, connections.size());
    connections.subList(from, to).forEach(this::look);
    if (to < connections.size()) {
      loop.execute(() -> look(connections, to, loop));
    }
  }

  /// Ends the connection when it may not stay.
  void look(Connection connection) {
    if (connection.open()) {
      objection(apps.byId(connection.app()), connection.key())
          .ifPresent(code -> {
            ended.increment();
            connection.refuse(code);
          });
    }
  }

  /// Why a connection that came with that key may not stay; empty when it may.
  static Optional<CloseCode> objection(Optional<App> app, String key) {
    if (app.isEmpty() || app.get().secretOf(key).isEmpty()) {
      return Optional.of(CloseCode.UNKNOWN_APP);
    }
    return app.get().paused() ? Optional.of(CloseCode.APP_DISABLED) : Optional.empty();
  }

  long ended() {
    return ended.sum();
  }
}
