package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.gateway.limit.Limit;
import io.carillon.gateway.membership.Entrant;
import io.carillon.protocol.CloseCode;

/// A connection's place among those of its app. Where the app has a limit, the connection is not
/// greeted before it is known that there is room for it, a few milliseconds as a rule; where it has
/// none, nothing waits.
///
/// The membership calls back on its own thread; everything else happens on the connection's event
/// loop.
final class Admission implements Entrant {
  private final Connection connection;
  private final App app;
  private final SocketParts parts;

  Admission(Connection connection, App app, SocketParts parts) {
    this.connection = connection;
    this.app = app;
    this.parts = parts;
  }

  void ask() {
    if (app.limits().connections() == AppLimits.NONE) {
      // Before anything is sent: sending can end the connection, and its end must come after.
      parts.membership().entered(app.id(), this);
      connection.greet();
    } else {
      parts.membership().enter(app.id(), this);
    }
  }

  void end() {
    parts.membership().left(app.id(), this);
  }

  @Override
  public void admitted() {
    parts
        .limits()
        .alerts()
        .used(
            app.id(),
            Limit.CONNECTIONS,
            parts.membership().view().connections(app.id()),
            app.limits().connections());
    connection.shard().execute(connection::greet);
  }

  @Override
  public void refused() {
    parts.limits().alerts().refused(app.id(), Limit.CONNECTIONS, app.limits().connections());
    connection.shard().execute(() -> connection.refuse(CloseCode.OVER_CONNECTION_QUOTA));
  }
}
