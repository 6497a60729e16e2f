package io.carillon.presence.stream;

import io.carillon.presence.domain.ViewerRules;
import io.carillon.presence.domain.ViewerShard;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// A shard as a store of Kafka Streams: a record put is an event applied, live, restored and on a
/// standby alike. So the state is held once, in the shape that the domain wants, and the changelog
/// is Kafka Streams' own.
///
/// It is written by records only and read through the shard: what else a key-value store offers is
/// refused. Kafka Streams opens a store again when its task was corrupted; what the changelog does
/// not have, and the progress above all, must then be gone.
final class ViewerStore implements KeyValueStore<Bytes, byte[]> {
  static final String NAME = "viewers";

  private final ViewerRules rules;
  private Progress progress;
  private ViewerShard shard;
  private boolean open;

  private ViewerStore(ViewerRules rules) {
    this.rules = rules;
    this.progress = new Progress();
    this.shard = new ViewerShard(rules);
  }

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(
      ViewerRules rules, Map<String, String> changelog) {
    return Stores.keyValueStoreBuilder(new Supplier(rules), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(changelog);
  }

  /// The store itself behind what Kafka Streams wraps around it.
  static ViewerStore behind(StateStore wrapped) {
    return wrapped
        .query(new Itself(), PositionBound.unbounded(), new QueryConfig(false))
        .getResult();
  }

  /// Of this opening: ask again after the next.
  ViewerShard shard() {
    return shard;
  }

  Progress progress() {
    return progress;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    progress = new Progress();
    shard = new ViewerShard(rules);
    context.register(root, (key, value) -> put(Bytes.wrap(key), value));
    open = true;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    shard.apply(ChangelogCodec.read(key, value, progress));
  }

  @Override
  @SuppressWarnings("unchecked") // the query that asks for the store gets the store
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return query instanceof Itself
        ? (QueryResult<R>) QueryResult.forResult(this)
        : QueryResult.forUnknownQueryType(query, this);
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long approximateNumEntries() {
    return shard.viewers();
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw refused();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    throw refused();
  }

  @Override
  public byte[] delete(Bytes key) {
    throw refused();
  }

  @Override
  public byte[] get(Bytes key) {
    throw refused();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw refused();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("the store of viewers takes events and gives a shard");
  }

  private record Itself() implements Query<ViewerStore> {}

  private record Supplier(ViewerRules rules) implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new ViewerStore(rules);
    }

    @Override
    public String metricsScope() {
      return "viewers";
    }
  }
}
