package io.carillon.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.local.testing.LocalKafka;
import io.carillon.local.testing.LocalPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A small service with an outbox: each conversation gives out its sequence under its row's lock.
/// It has its own schema and its own topics.
final class Conversations implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;

  final OutboxTable outbox;
  final Topics topics;
  private final String schema;
  private final LocalKafka kafka;
  private final Vertx vertx = Vertx.vertx();
  private final List<Pool> pools = new ArrayList<>();
  private final PgConnectOptions database;
  private final Pool pool;

  Conversations(String name, LocalKafka kafka, LocalPostgres postgres) {
    this.kafka = kafka;
    this.schema = name;
    this.topics = Topics.of(name + ".");
    this.outbox = OutboxTable.in(name);
    this.database =
        PgConnectOptions.fromUri(postgres.reactiveUrl())
            .setUser(postgres.username())
            .setPassword(postgres.password());
    this.pool = pool();
    script(
        "create schema %s; set search_path to %s; ".formatted(name, name)
            + OutboxTable.ddl()
            + "; create table conversation (id text primary key, last bigint not null)"
            + "; set search_path to default");
    TopicSetup.ensure(
        clients(),
        topics,
        PARTITIONS,
        (short) 1,
        Set.of(TopicKind.CHANNEL_EVENTS, TopicKind.CHANNEL_EVENTS_DEAD_LETTERS));
  }

  Map<String, Object> clients() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /// A relay as one more instance of the service would have it: with a pool of its own.
  OutboxRelay relay() {
    return relay(RelayLimits.DEFAULT);
  }

  OutboxRelay relay(RelayLimits limits) {
    return new OutboxRelay(pool(), outbox, clients(), topics.channelEventsDeadLetters(), limits);
  }

  private Pool pool() {
    var made =
        Pool.newInstance(
            io.vertx.pgclient.PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(database)
                .using(vertx)
                .build());
    pools.add(made);
    return made;
  }

  /// Says something in a conversation: numbered, and added to the outbox, in one transaction.
  Uni<Long> say(String conversation) {
    return say(conversation, "said");
  }

  Uni<Long> say(String conversation, String text) {
    return pool.withTransaction(tx ->
        next(tx, conversation).call(sequence -> outbox.add(tx, row(conversation, sequence, text))));
  }

  OutboxRow row(String conversation, long sequence, String text) {
    return OutboxRow.of(
        topics.channelEvents(),
        ChannelEvent.of(new ChannelKey("app", conversation), "new-message", text)
            .from(Source.of(conversation, sequence)));
  }

  private Uni<Long> next(SqlConnection tx, String conversation) {
    var sql =
        "insert into "
            + schema
            + ".conversation values ($1, 1) on conflict (id) do update set last = conversation.last + 1"
            + " returning last";
    return tx.preparedQuery(sql)
        .execute(Tuple.of(conversation))
        .map(rows -> rows.iterator().next().getLong("last"));
  }

  /// Holds the table so that rows can be read and not removed, until the answer is run.
  Runnable holdRemovals() {
    SqlConnection connection = pool.getConnection().await().atMost(SOON);
    run(connection, "begin");
    run(connection, "lock table " + schema + ".outbox in share mode");
    return () -> {
      run(connection, "commit");
      connection.close().await().atMost(SOON);
    };
  }

  /// Cuts the connections on which relays hold their locks, as a failing network would.
  void cutRelays() {
    script(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()"
            + " and classid::bigint = ('"
            + schema
            + ".outbox'::regclass::oid::bigint & 2147483647)");
  }

  long waiting() {
    return pool.query("select count(*) as n from " + schema + ".outbox")
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"))
        .await()
        .atMost(SOON);
  }

  void script(String sql) {
    pool.query(sql).execute().await().atMost(SOON);
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await().atMost(SOON);
  }

  /// Everything that stands in a topic now.
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (var consumer =
        new KafkaConsumer<>(clients(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
      }
      return read;
    }
  }

  List<ChannelEvent> log() throws Exception {
    var codec = new ChannelEventCodec();
    var events = new ArrayList<ChannelEvent>();
    for (var one : read(topics.channelEvents())) {
      events.add(codec.decode(one));
    }
    return events;
  }

  /// What a reader delivers of the log: marked repeats that are not above the last are dropped.
  Map<String, List<Long>> delivered() throws Exception {
    Map<String, List<Long>> delivered = new TreeMap<>();
    Map<ChannelKey, Long> last = new HashMap<>();
    for (ChannelEvent event : log()) {
      Source source = Objects.requireNonNull(event.source());
      if (source.again() && source.sequence() <= last.getOrDefault(event.key(), 0L)) {
        continue;
      }
      last.put(event.key(), source.sequence());
      delivered.computeIfAbsent(source.name(), name -> new ArrayList<>()).add(source.sequence());
    }
    return delivered;
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Override
  public void close() {
    pools.forEach(one -> one.close().await().atMost(SOON));
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
