package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.Board;
import io.carillon.leaderboard.domain.BoardId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The boards of one partition, in the shape of a key-value store, so that Kafka Streams logs and
/// restores them.
///
/// Each record that is put, live or from the changelog, is an event that is applied to its board:
/// there is no second way in. The bytes are not kept, so nothing can be read back by key; boards
/// are read by [#read].
///
/// Written by one thread at a time: the restoring thread first, then the task's stream thread. Read
/// by any.
final class BoardStore implements KeyValueStore<Bytes, byte[]> {

  private final String name;
  private final BoardStores stores;
  private final BoardEventCodec codec = new BoardEventCodec();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<BoardId, Board> boards = new HashMap<>();
  private int partition = -1;
  private volatile boolean open;

  BoardStore(String name, BoardStores stores) {
    this.name = name;
    this.stores = stores;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    boards.clear();
    partition = context.taskId().partition();
    open = true;
    stores.opened(partition, this);
    context.register(root, this::apply);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    apply(key.get(), value);
  }

  /// For the writing thread alone: the board as it is. A board that has no event yet is not kept.
  Board board(BoardId id) {
    var board = boards.get(id);
    return board == null ? Board.empty(id) : board;
  }

  /// For the writing thread alone: tells each board.
  void forEach(BiConsumer<BoardId, Board> visitor) {
    boards.forEach(visitor);
  }

  /// Reads a board while nothing changes it. The board must not leave `reading`.
  <T> T read(BoardId id, Function<Board, T> reading) {
    lock.readLock().lock();
    try {
      return reading.apply(board(id));
    } finally {
      lock.readLock().unlock();
    }
  }

  private void apply(byte[] key, byte @Nullable [] value) {
    var id = codec.board(key);
    var event = codec.event(key, value);
    lock.writeLock().lock();
    try {
      boards.computeIfAbsent(id, Board::empty).apply(event);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public long approximateNumEntries() {
    return boards.size();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    open = false;
    stores.closed(partition, this);
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
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw notByKey();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] delete(Bytes key) {
    throw notByKey();
  }

  @Override
  public byte[] get(Bytes key) {
    throw notByKey();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw notByKey();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw notByKey();
  }

  private static UnsupportedOperationException notByKey() {
    return new UnsupportedOperationException("boards keep no records: read them as boards");
  }
}
