package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.Partitions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The table `outbox` of one service: what its transactions say.
///
/// The table is made by the service's own migration from {@link #ddl}, in the service's schema.
public final class OutboxTable {
  /// How many splits there are; each is one relay's at a time. Fixed for life.
  static final int SPLITS = 16;

  private static final String RESOURCE = "/db/outbox/outbox.sql";
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final String name;
  private final String insert;

  private OutboxTable(String name) {
    this.name = name;
    this.insert =
        "insert into "
            + name
            + " (split, source, sequence, topic, key, headers, value)"
            + " values ($1, $2, $3, $4, $5, $6, $7)";
  }

  /// The table in the schema that the connection's search_path finds.
  public static OutboxTable onSearchPath() {
    return new OutboxTable("outbox");
  }

  /// The table in this schema.
  public static OutboxTable in(String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException("not a plain schema name: " + schema);
    }
    return new OutboxTable(schema + ".outbox");
  }

  /// The table's definition, for a migration.
  public static String ddl() {
    try (InputStream resource = OutboxTable.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + RESOURCE, e);
    }
  }

  /// Adds rows in the transaction that `tx` is in, in this order. Whoever calls holds the lock of
  /// the rows' source, and nudges the relay after the commit.
  public Uni<Void> add(SqlClient tx, OutboxRow... rows) {
    return add(tx, Arrays.asList(rows));
  }

  /// Adds rows in the transaction that `tx` is in, in this order.
  public Uni<Void> add(SqlClient tx, List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Tuple> tuples = rows.stream().map(OutboxTable::tuple).toList();
    return tx.preparedQuery(insert).executeBatch(tuples).replaceWithVoid();
  }

  /// The name by which SQL finds it.
  String name() {
    return name;
  }

  /// The split of a source.
  static int splitOf(String source) {
    return Partitions.of(source.getBytes(UTF_8), SPLITS);
  }

  private static Tuple tuple(OutboxRow row) {
    return Tuple.tuple()
        .addValue((short) splitOf(row.source()))
        .addValue(row.source())
        .addValue(row.sequence())
        .addValue(row.topic())
        .addValue(Buffer.buffer(row.key()))
        .addValue(flat(row.headers()))
        .addValue(Buffer.buffer(row.value()));
  }

  private static String[] flat(Map<String, String> headers) {
    return headers.entrySet().stream()
        .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
        .toArray(String[]::new);
  }
}
