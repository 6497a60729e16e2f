package io.carillon.outbox;

import static io.carillon.outbox.OutboxTable.SPLITS;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a relay holds from gaining its connection until losing it: the locks of its splits, the
/// rows in flight, the producer. Only the relay's thread.
///
/// There is no way back into a tenure that lost something; the next one repeats what is left.
final class Tenure implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration FINISH = Duration.ofSeconds(5);
  private static final long NONE = -1;

  /// A split that is ours. Rows up to `againUpTo` may have been sent by the owner before; nothing
  /// is sent before `restsUntil`; a `leaving` one is given back when nothing of it is in flight.
  private record Owned(long againUpTo, long restsUntil, boolean leaving) {
    Owned asLeaving() {
      return new Owned(againUpTo, restsUntil, true);
    }
  }

  private final SqlConnection connection;
  private final SplitClaims claims;
  private final Dispatch dispatch;
  private final LogSearch logSearch;
  private final RelayLimits limits;
  private final RelayMetrics metrics;
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Map<Integer, Owned> splits = new TreeMap<>();
  private long nextLook = System.nanoTime();
  private long nextRead = System.nanoTime();
  private boolean more = true;

  private Tenure(
      SqlConnection connection, RelaySettings settings, RelayMetrics metrics, Runnable wakeUp)
      throws LostTenure {
    this.connection = connection;
    this.limits = settings.limits();
    this.metrics = metrics;
    connection.closeHandler(() -> {
      lost.set(true);
      wakeUp.run();
    });
    this.claims = new SplitClaims(connection, settings.table());
    this.dispatch = new Dispatch(settings, metrics, wakeUp);
    this.logSearch = new LogSearch(settings.kafka());
  }

  /// Connects; no split is taken yet.
  static Tenure begin(Pool pool, RelaySettings settings, RelayMetrics metrics, Runnable wakeUp)
      throws LostTenure {
    SqlConnection connection = connect(pool);
    try {
      return new Tenure(connection, settings, metrics, wakeUp);
    } catch (LostTenure | RuntimeException e) {
      discard(connection);
      throw e instanceof LostTenure known ? known : new LostTenure("no producer: " + e, e);
    }
  }

  /// Removes what is acknowledged and sends what is next; tells how long there is nothing to do
  /// unless somebody wakes the relay. `rowsExpected` says that rows were committed.
  Duration turn(boolean rowsExpected) throws LostTenure {
    requireHeld();
    settle();
    dispatch.requireNotStalled(limits.stall());
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      look();
      nextLook = now + limits.look().toNanos();
    }
    more |= rowsExpected || now - nextRead >= 0;
    return more ? read() : Duration.ofNanos(nextRead - now);
  }

  private Duration read() throws LostTenure {
    List<Integer> ready = ready();
    int room = Math.min(limits.batchRows(), limits.inFlight() - dispatch.size());
    if (room <= 0 || ready.isEmpty()) {
      return limits.safetyNet(); // an acknowledgement wakes the relay earlier
    }
    nextRead = System.nanoTime() + limits.safetyNet().toNanos();
    List<StoredRow> rows = claims.next(ready, dispatch.ids(), room, limits.batchBytes());
    boolean allSent = send(notYetThere(rows));
    metrics.flying(dispatch.size());
    more = rows.size() == room || !allSent;
    return more && allSent ? Duration.ZERO : limits.safetyNet();
  }

  /// Waits a little for what is in flight; then the splits may be another's.
  void finish() throws LostTenure, InterruptedException {
    long deadline = System.nanoTime() + FINISH.toNanos();
    while (dispatch.size() > 0 && System.nanoTime() < deadline) {
      requireHeld();
      settle();
      Thread.sleep(5);
    }
  }

  /// Nothing is sent after this; the locks go with the connection.
  @Override
  public void close() {
    dispatch.close();
    discard(connection);
  }

  private static SqlConnection connect(Pool pool) throws LostTenure {
    CompletableFuture<SqlConnection> asked = pool.getConnection().subscribeAsCompletionStage();
    try {
      return asked.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      var _ = asked.thenAccept(Tenure::discard); // one that comes too late goes back to the pool
      throw new LostTenure("no connection to the database: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LostTenure("interrupted while connecting", e);
    }
  }

  private void settle() throws LostTenure {
    List<Long> done = dispatch.done();
    if (!done.isEmpty()) {
      claims.remove(done);
      dispatch.removed(done);
      metrics.flying(dispatch.size());
    }
    giveBack();
  }

  private void look() throws LostTenure {
    int share = claims.share();
    int kept = (int) splits.values().stream().filter(owned -> !owned.leaving()).count();
    if (kept > share) {
      markLeaving(kept - share);
      giveBack();
    } else {
      takeFree(share - kept);
    }
    List<Integer> owned = List.copyOf(splits.keySet());
    metrics.owned(owned.size());
    claims.measure(owned, metrics);
  }

  private void markLeaving(int count) {
    splits.entrySet().stream()
        .filter(entry -> !entry.getValue().leaving())
        .limit(count)
        .forEach(entry -> entry.setValue(entry.getValue().asLeaving()));
  }

  private void giveBack() throws LostTenure {
    for (var entry : List.copyOf(splits.entrySet())) {
      if (entry.getValue().leaving() && !dispatch.holds(entry.getKey())) {
        claims.release(entry.getKey());
        splits.remove(entry.getKey());
      }
    }
  }

  private void takeFree(int count) throws LostTenure {
    List<Integer> taken = new ArrayList<>();
    for (int split = 0; split < SPLITS && taken.size() < count; split++) {
      if (!splits.containsKey(split) && claims.take(split)) {
        taken.add(split);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    logSearch.forget();
    Map<Integer, Long> highest = claims.highest(taken);
    long now = System.nanoTime();
    for (int split : taken) {
      long againUpTo = highest.getOrDefault(split, NONE);
      long rest = againUpTo == NONE ? 0 : limits.settle().toNanos();
      splits.put(split, new Owned(againUpTo, now + rest, false));
    }
  }

  private List<Integer> ready() {
    long now = System.nanoTime();
    return splits.entrySet().stream()
        .filter(e -> !e.getValue().leaving() && now - e.getValue().restsUntil() >= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean send(List<StoredRow> rows) throws LostTenure {
    for (StoredRow row : rows) {
      requireHeld();
      if (!dispatch.send(row, mayBeThere(row))) {
        return false;
      }
    }
    return true;
  }

  /// Without those rows that stand in the log already and that readers remember no more.
  private List<StoredRow> notYetThere(List<StoredRow> rows) throws LostTenure {
    List<StoredRow> forgotten = rows.stream().filter(this::isForgotten).toList();
    if (forgotten.isEmpty()) {
      logSearch.forget();
      return rows;
    }
    Set<Long> there = logSearch.find(forgotten);
    if (there.isEmpty()) {
      return rows;
    }
    requireHeld();
    claims.remove(List.copyOf(there));
    metrics.countFound(there.size());
    return rows.stream().filter(row -> !there.contains(row.id())).toList();
  }

  private boolean isForgotten(StoredRow row) {
    return mayBeThere(row) && row.age().compareTo(limits.remembered()) > 0;
  }

  private boolean mayBeThere(StoredRow row) {
    Owned owned = splits.get(row.split());
    return owned != null && row.id() <= owned.againUpTo();
  }

  private void requireHeld() throws LostTenure {
    if (lost.get()) {
      throw new LostTenure("the connection that held the locks was closed", null);
    }
  }

  /// The connection goes back to its pool, so it must not take the locks along.
  private static void discard(SqlConnection connection) {
    connection
        .query("select pg_advisory_unlock_all()")
        .execute()
        .onItemOrFailure()
        .transformToUni((rows, failure) -> connection.close())
        .subscribe()
        .with(closed -> {}, failure -> LOG.debug("The relay's connection was gone", failure));
  }
}
