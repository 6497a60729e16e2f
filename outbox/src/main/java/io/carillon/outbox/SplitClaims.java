package io.carillon.outbox;

import static io.carillon.outbox.OutboxTable.SPLITS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rows and the locks, over the one connection that holds the locks: an answer on it is the
/// proof that they are held. Only the relay's thread.
///
/// A split is an advisory lock (table, split). Each relay also holds the shared lock (table,
/// SPLITS), so that all can count how many they are and keep to their share.
final class SplitClaims {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final SqlConnection connection;
  private final OutboxTable table;
  private final int lockClass;

  SplitClaims(SqlConnection connection, OutboxTable table) throws LostTenure {
    this.connection = connection;
    this.table = table;
    this.lockClass = tableId();
    query("select pg_advisory_lock_shared($1, $2)", Tuple.of(lockClass, SPLITS));
  }

  /// How many splits are each relay's share at this moment.
  int share() throws LostTenure {
    var sql =
        """
        select count(distinct pid) as relays from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and classid::bigint = $1 and objid::bigint = $2
          and database = (select oid from pg_database where datname = current_database())
        """;
    long relays =
        query(sql, Tuple.of((long) lockClass, (long) SPLITS)).iterator().next().getLong("relays");
    return (int) Math.ceilDiv(SPLITS, Math.max(1L, relays));
  }

  boolean take(int split) throws LostTenure {
    var answer = query("select pg_try_advisory_lock($1, $2) as taken", Tuple.of(lockClass, split));
    return answer.iterator().next().getBoolean("taken");
  }

  void release(int split) throws LostTenure {
    query("select pg_advisory_unlock($1, $2)", Tuple.of(lockClass, split));
  }

  /// The highest id that is visible in each of these splits; splits without rows are left out.
  /// Asked in a statement of its own after the lock is held: it then sees all that the owner before
  /// may have sent.
  Map<Integer, Long> highest(List<Integer> splits) throws LostTenure {
    var sql =
        "select split, max(id) as highest from "
            + table.name()
            + " where split = any($1) group by split";
    Map<Integer, Long> highest = new TreeMap<>();
    for (Row row : query(sql, Tuple.of(shorts(splits)))) {
      highest.put((int) row.getShort("split"), row.getLong("highest"));
    }
    return highest;
  }

  /// The next rows in id order that are not in flight, bounded in number and bytes.
  List<StoredRow> next(List<Integer> splits, Long[] inFlight, int rowsMax, int bytesMax)
      throws LostTenure {
    var sql =
        """
        select id, split, source, sequence, topic, key, headers, value,
          (extract(epoch from clock_timestamp() - created) * 1000)::bigint as age
        from (
          select *, sum(octet_length(value)) over (order by id) - octet_length(value) as before
          from (
            select * from %s where split = any($1) and not (id = any($2)) order by id limit $3
          ) as candidates
        ) as sized
        where before < $4
        order by id
        """
            .formatted(table.name());
    List<StoredRow> rows = new ArrayList<>();
    Tuple bounds =
        Tuple.tuple()
            .addValue(shorts(splits))
            .addValue(inFlight)
            .addValue((long) rowsMax)
            .addValue((long) bytesMax);
    for (Row row : query(sql, bounds)) {
      rows.add(StoredRow.of(row));
    }
    return rows;
  }

  void remove(List<Long> ids) throws LostTenure {
    query(
        "delete from " + table.name() + " where id = any($1)",
        Tuple.of((Object) ids.toArray(Long[]::new)));
  }

  /// How many rows wait, counted up to a bound, and how old the first is.
  void measure(List<Integer> splits, RelayMetrics metrics) throws LostTenure {
    var sql =
        """
        select count(*) as depth,
          coalesce((extract(epoch from clock_timestamp() - min(created)) * 1000)::bigint, 0) as age
        from (
          select created from %s where split = any($1) order by id limit 100000
        ) as waiting
        """
            .formatted(table.name());
    Row row = query(sql, Tuple.of(shorts(splits))).iterator().next();
    metrics.waiting(row.getLong("depth"), Duration.ofMillis(row.getLong("age")));
  }

  private int tableId() throws LostTenure {
    var sql = "select ($1::regclass::oid::bigint & 2147483647)::int as id";
    return query(sql, Tuple.of(table.name())).iterator().next().getInteger("id");
  }

  private RowSet<Row> query(String sql, Tuple values) throws LostTenure {
    Uni<RowSet<Row>> answer = connection.preparedQuery(sql).execute(values);
    try {
      return answer.await().atMost(WAIT);
    } catch (RuntimeException e) {
      throw new LostTenure("the database did not answer: " + e, e);
    }
  }

  private static Object shorts(List<Integer> splits) {
    return splits.stream().map(Integer::shortValue).toArray(Short[]::new);
  }
}
