package io.carillon.gateway.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last events of one partition, one after the other in blocks of bytes.
///
/// Events are chained backwards by the hash of their channel, so that a channel's are found without
/// a walk over the others', and nothing is kept for a channel that is silent. Its methods are
/// called under its own lock, by the log's reader and by event loops; each holds it for some
/// microseconds.
final class Tail {
  private static final int CHAINS = 256;
  private static final long NONE = -1;

  // An event: its size, offset, time, the place of the one before in its chain, the hash of its
  // channel, its origin; then channel, name, excluded socket, user and data, each behind its
  // length.
  private static final int OFFSET_AT = Integer.BYTES;
  private static final int TIME_AT = OFFSET_AT + Long.BYTES;
  private static final int PREVIOUS_AT = TIME_AT + Long.BYTES;
  private static final int HASH_AT = PREVIOUS_AT + Long.BYTES;
  private static final int ORIGIN_AT = HASH_AT + Integer.BYTES;
  private static final int FIXED_BYTES = ORIGIN_AT + 1;
  private static final int LENGTH_BYTES = 4;

  /// Bytes of the partition, of which the first is the `start`-th ever written.
  private record Block(long start, ByteBuf bytes) {}

  /// By position: the last event of each chain, as a place among all bytes ever written.
  private final long[] chains = new long[CHAINS];

  private final List<Block> blocks = new ArrayList<>();
  private long written;

  /// Every event from this offset on is here.
  private long from = Long.MAX_VALUE;

  /// Every event that is not older is here.
  private long fromTime = Long.MAX_VALUE;

  Tail() {
    Arrays.fill(chains, NONE);
  }

  /// Forgets everything, and goes on from `offset`.
  ///
  /// @param time no record from there on is older, in ms by the broker's clock
  /// @return the capacity that was given up
  synchronized long restartAt(long offset, long time) {
    fromTime = time;
    long capacity = 0;
    for (Block block : blocks) {
      capacity += block.bytes.capacity();
      block.bytes.release();
    }
    blocks.clear();
    Arrays.fill(chains, NONE);
    from = offset;
    return capacity;
  }

  /// How many bytes the event takes here.
  static int size(PlacedEvent placed) {
    ChannelEvent event = placed.event();
    return FIXED_BYTES
        + LENGTH_BYTES
        + keyBytes(event.key())
        + size(event.event())
        + size(event.excludedSocket())
        + size(event.user())
        + LENGTH_BYTES
        + event.data().length;
  }

  private static int keyBytes(ChannelKey key) {
    return ByteBufUtil.utf8Bytes(key.app()) + 1 + ByteBufUtil.utf8Bytes(key.channel());
  }

  private static int size(@Nullable String text) {
    return LENGTH_BYTES + (text == null ? 0 : ByteBufUtil.utf8Bytes(text));
  }

  /// Whether `bytes` more fit into the last block.
  synchronized boolean hasRoom(int bytes) {
    return !blocks.isEmpty() && blocks.getLast().bytes.writableBytes() >= bytes;
  }

  synchronized void add(ByteBuf block) {
    blocks.add(new Block(written, block));
  }

  /// Gives up the eldest block. @return its capacity
  synchronized int dropEldest() {
    Block eldest = blocks.removeFirst();
    int last = 0;
    for (int at = 0; at < eldest.bytes.writerIndex(); at += eldest.bytes.getInt(at)) {
      last = at;
    }
    if (eldest.bytes.isReadable()) {
      from = Math.max(from, eldest.bytes.getLong(last + OFFSET_AT) + 1);
      fromTime = Math.max(fromTime, eldest.bytes.getLong(last + TIME_AT) + 1);
    }
    int capacity = eldest.bytes.capacity();
    eldest.bytes.release();
    return capacity;
  }

  /// @param bytes what [#size] gives; there is room for it
  synchronized void append(PlacedEvent placed, int bytes) {
    Block block = blocks.getLast();
    ByteBuf out = block.bytes;
    long place = block.start + out.writerIndex();
    ChannelEvent event = placed.event();
    int hash = event.key().hashCode();
    int chain = hash & (CHAINS - 1);
    out.writeInt(bytes)
        .writeLong(placed.offset())
        .writeLong(placed.time())
        .writeLong(chains[chain])
        .writeInt(hash)
        .writeBoolean(event.origin() == Origin.CLIENT);
    write(out, event.key());
    write(out, event.event());
    write(out, event.excludedSocket());
    write(out, event.user());
    out.writeInt(event.data().length).writeBytes(event.data());
    chains[chain] = place;
    written = place + bytes;
  }

  private static void write(ByteBuf out, ChannelKey key) {
    out.writeInt(keyBytes(key));
    writeText(out, key.app());
    out.writeByte('/');
    writeText(out, key.channel());
  }

  private static void write(ByteBuf out, @Nullable String text) {
    if (text == null) {
      out.writeInt(0);
    } else {
      out.writeInt(ByteBufUtil.utf8Bytes(text));
      writeText(out, text);
    }
  }

  private static void writeText(ByteBuf out, String text) {
    ByteBufUtil.reserveAndWriteUtf8(out, text, ByteBufUtil.utf8Bytes(text));
  }

  synchronized boolean reachesTime(long time) {
    return time >= fromTime;
  }

  /// Whether every event from `offset` on is here.
  synchronized boolean reaches(long offset) {
    return offset >= from;
  }

  /// The channel's events from `offset` on, below `end`: the eldest ones, up to so many bytes, but
  /// one at least. Empty when they are not all here any more.
  synchronized Optional<Replayed> read(ChannelKey key, long offset, long end, int bytesMax) {
    if (offset < from) {
      return Optional.empty();
    }
    List<Long> places = places(key, offset, end, Integer.MAX_VALUE);
    var events = new ArrayList<PlacedEvent>();
    int bytes = 0;
    for (int i = places.size() - 1; i >= 0; i--) {
      PlacedEvent placed = read(key, places.get(i));
      if (!events.isEmpty() && bytes + placed.bytes() > bytesMax) {
        return Optional.of(new Replayed(events, placed.offset(), false));
      }
      bytes += placed.bytes();
      events.add(placed);
    }
    return Optional.of(new Replayed(events, Math.max(offset, end), true));
  }

  /// The channel's last events below `end`, in order, as many as are here.
  synchronized List<PlacedEvent> last(ChannelKey key, long end, int max) {
    var events = new ArrayList<PlacedEvent>();
    for (long place : places(key, from, end, max)) {
      events.add(read(key, place));
    }
    Collections.reverse(events);
    return events;
  }

  /// From the youngest to the eldest.
  private List<Long> places(ChannelKey key, long offset, long end, int max) {
    byte[] name = key.bytes();
    int hash = key.hashCode();
    var places = new ArrayList<Long>();
    long eldest = blocks.isEmpty() ? Long.MAX_VALUE : blocks.getFirst().start;
    long place = chains[hash & (CHAINS - 1)];
    while (place >= eldest && places.size() < max) {
      Block block = blockOf(place);
      int at = (int) (place - block.start);
      long its = block.bytes.getLong(at + OFFSET_AT);
      if (its < offset) {
        break;
      }
      if (its < end && block.bytes.getInt(at + HASH_AT) == hash && isOf(block.bytes, at, name)) {
        places.add(place);
      }
      place = block.bytes.getLong(at + PREVIOUS_AT);
    }
    return places;
  }

  private static boolean isOf(ByteBuf bytes, int at, byte[] name) {
    int nameAt = at + FIXED_BYTES;
    if (bytes.getInt(nameAt) != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes.getByte(nameAt + LENGTH_BYTES + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private Block blockOf(long place) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).start <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return blocks.get(low);
  }

  private PlacedEvent read(ChannelKey key, long place) {
    Block block = blockOf(place);
    int at = (int) (place - block.start);
    long offset = block.bytes.getLong(at + OFFSET_AT);
    long time = block.bytes.getLong(at + TIME_AT);
    Origin origin = block.bytes.getBoolean(at + ORIGIN_AT) ? Origin.CLIENT : Origin.SERVER;
    ByteBuf in = block.bytes.duplicate().readerIndex(at + FIXED_BYTES);
    text(in); // the channel
    String event = String.valueOf(text(in));
    String excluded = text(in);
    String user = text(in);
    byte[] data = new byte[in.readInt()];
    in.readBytes(data);
    return new PlacedEvent(
        offset,
        time,
        new ChannelEvent(key, event, data, excluded, user, origin, null, null, null, null));
  }

  private static @Nullable String text(ByteBuf in) {
    int length = in.readInt();
    return length == 0 ? null : in.readCharSequence(length, UTF_8).toString();
  }
}
