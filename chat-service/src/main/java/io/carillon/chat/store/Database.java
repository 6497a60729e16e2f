package io.carillon.chat.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The door to the database: bounded in callers and time.
///
/// Work that was let in runs to its end, whatever becomes of the HTTP request: a client that hangs
/// up cancels the answer, never a transaction or a session in use.
@ApplicationScoped
class Database {

  /// SQL states of a server that is starting, stopping, full or too slow; all pass by themselves.
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57");

  private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03");

  private final DatabaseConfig config;
  private final AtomicInteger callers = new AtomicInteger();

  @Inject
  Database(DatabaseConfig config, MeterRegistry metrics) {
    this.config = config;
    Gauge.builder("carillon.chat.database.callers", callers, AtomicInteger::get)
        .description("Callers that wait for the database")
        .register(metrics);
  }

  <T> Uni<T> run(String what, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> admitted(work))
        .ifNoItem()
        .after(config.patience())
        .fail()
        .onFailure(Database::isAway)
        .transform(e -> new DatabaseAway("the database did not answer: " + what, e));
  }

  private <T> Uni<T> admitted(Supplier<Uni<T>> work) {
    int waiting = callers.incrementAndGet();
    if (waiting > config.callersMax()) {
      callers.decrementAndGet();
      return Uni.createFrom().failure(new DatabaseBusy(waiting));
    }
    return detached(work);
  }

  private <T> Uni<T> detached(Supplier<Uni<T>> work) {
    // The flow of the work ends here: a cancelled answer does not reach it.
    return Uni.createFrom()
        .emitter(answer ->
            Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(callers::decrementAndGet)
                .subscribe()
                .with(answer::complete, answer::fail));
  }

  private static boolean isAway(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException sql) {
        return isPassing(sql.getSqlState());
      }
      if (cause instanceof TimeoutException
          || cause instanceof IOException
          || cause instanceof VertxException
          || cause instanceof NoStackTraceThrowable) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPassing(String sqlState) {
    return PASSING_STATES.contains(sqlState)
        || PASSING_CLASSES.stream().anyMatch(sqlState::startsWith);
  }
}
