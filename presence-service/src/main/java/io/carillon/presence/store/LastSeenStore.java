package io.carillon.presence.store;

import io.carillon.presence.domain.Sighting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// When each user was last seen, kept from the start because it cannot be found out later.
///
/// Sightings are collected and written once a second, the latest of each user; a time never goes
/// back, so replays and several writers do no harm. What was collected within the last second dies
/// with the process. While the database is away sightings wait, up to a bound. For any thread.
@ApplicationScoped
public class LastSeenStore {
  /// Users whose sightings wait; above it those of further users are dropped and counted.
  private static final int WAITING_MAX = 100_000;

  private static final int BATCH_MAX = 1_000;
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
  private static final Duration LAST_WRITE_MAX = Duration.ofSeconds(2);
  private static final Logger LOG = Logger.getLogger(LastSeenStore.class);

  private final Vertx vertx;
  private final Pool database;
  private final Map<User, Instant> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final Counter dropped;

  @Inject
  LastSeenStore(Vertx vertx, Pool database, MeterRegistry meters) {
    this.vertx = vertx;
    this.database = database;
    this.dropped = meters.counter("carillon.presence.sightings.dropped");
    Gauge.builder("carillon.presence.sightings.waiting", waiting, Map::size).register(meters);
  }

  void start(@Observes StartupEvent started) {
    vertx.setPeriodic(BETWEEN_WRITES.toMillis(), _ -> write());
  }

  /// Never blocks.
  public void note(Sighting sighting) {
    var user = new User(sighting.app(), sighting.user());
    var full = waiting.size() >= WAITING_MAX && !waiting.containsKey(user);
    if (full || !isStorable(user.id())) {
      dropped.increment();
    } else {
      waiting.merge(user, sighting.at(), LastSeenStore::later);
    }
  }

  /// PostgreSQL's text has no zero character, and a batch is refused as a whole.
  private static boolean isStorable(String id) {
    return id.indexOf('\0') < 0;
  }

  /// When the user was last seen, as far as it is written.
  public Uni<Optional<Instant>> of(String app, String user) {
    return database
        .preparedQuery("select seen_at from last_seen where app = $1 and user_id = $2")
        .execute(Tuple.of(app, user))
        .map(rows ->
            rows.size() == 0
                ? Optional.<Instant>empty()
                : Optional.of(rows.iterator().next().getOffsetDateTime(0).toInstant()));
  }

  @PreDestroy
  void writeTheRest() {
    try {
      save(batch()).await().atMost(LAST_WRITE_MAX);
    } catch (RuntimeException away) {
      LOG.warnf("The last sightings are not written: cause=%s", away.getMessage());
    }
  }

  private void write() {
    if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    var batch = batch();
    save(batch)
        .onTermination()
        .invoke(() -> writing.set(false))
        .subscribe()
        .with(_ -> {}, failure -> notWritten(batch, failure));
  }

  /// What the database would refuse again (a data exception, SQLSTATE class 22) must not hold up
  /// everybody's later sightings.
  private void notWritten(List<Sighting> batch, Throwable failure) {
    if (failure instanceof PgException refusal
        && String.valueOf(refusal.getSqlState()).startsWith("22")) {
      LOG.errorf("The database refused sightings for good: cause=%s", refusal.getMessage());
      dropped.increment(batch.size());
    } else {
      LOG.warnf("Sightings wait for the database: cause=%s", failure.getMessage());
      batch.forEach(this::note);
    }
  }

  private List<Sighting> batch() {
    var batch = new ArrayList<Sighting>();
    for (var user : waiting.keySet().stream().limit(BATCH_MAX).toList()) {
      var at = waiting.remove(user);
      if (at != null) {
        batch.add(new Sighting(user.app(), user.id(), at));
      }
    }
    return batch;
  }

  private Uni<Void> save(List<Sighting> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return database
        .preparedQuery(
            """
            insert into last_seen (app, user_id, seen_at) values ($1, $2, $3)
            on conflict (app, user_id)
            do update set seen_at = greatest(last_seen.seen_at, excluded.seen_at)\
            """)
        .executeBatch(batch.stream().map(LastSeenStore::row).toList())
        .replaceWithVoid();
  }

  private static Tuple row(Sighting one) {
    return Tuple.of(one.app(), one.user(), OffsetDateTime.ofInstant(one.at(), ZoneOffset.UTC));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private record User(String app, String id) {}
}
