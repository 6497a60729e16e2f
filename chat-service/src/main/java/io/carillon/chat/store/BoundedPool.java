package io.carillon.chat.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The pool, in which nobody waits long for a connection. Whoever asks has less patience than the
/// pool otherwise had, and a connection given to somebody who left is lost.
@Singleton
class BoundedPool implements PgPoolCreator {

  private static final int CONNECTION_WAIT_SECONDS = 4;

  @Override
  public Pool create(Input input) {
    var options = input.poolOptions();
    options
        .setConnectionTimeout(CONNECTION_WAIT_SECONDS)
        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }
}
