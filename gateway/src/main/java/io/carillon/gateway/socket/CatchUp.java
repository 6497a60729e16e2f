package io.carillon.gateway.socket;

import io.carillon.events.ChannelEvent;
import io.carillon.gateway.channel.Subscription;
import io.carillon.gateway.channel.TextFrame;
import io.carillon.gateway.replay.PlacedEvent;
import io.carillon.gateway.replay.Replayed;
import io.carillon.gateway.replay.Replays;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.EventFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Sends one subscription what it missed, as fast as its socket takes it, and makes it live where
/// that ends.
///
/// What is on its way is one slice of [#SLICE_BYTES]; while the peer does not read nothing more is
/// taken out of the buffer. A peer that is so slow that the buffer is gone before it has read it is
/// asked to come back, and then gets the rest from the log. Used on the connection's event loop
/// alone.
final class CatchUp {
  static final int SLICE_BYTES = 1 << 16;

  private final Connection connection;
  private final Replays replays;
  private final Subscription subscription;
  private final BooleanSupplier stands;
  private final List<String> sockets;
  private List<PlacedEvent> found = List.of();
  private int given;
  private Runnable done = () -> {};
  private long next;

  /// @param stands whether the subscription has not ended
  /// @param sockets the client's own ones: what excludes one of them is not for it
  CatchUp(
      Connection connection,
      Replays replays,
      Subscription subscription,
      BooleanSupplier stands,
      List<String> sockets) {
    this.connection = connection;
    this.replays = replays;
    this.subscription = subscription;
    this.stands = stands;
    this.sockets = sockets;
  }

  /// Begins with what the buffer has from `offset` on.
  void from(long offset) {
    next = offset;
    goOn();
  }

  /// Begins with what the log had.
  ///
  /// @param whenDone run when it is no longer needed
  void with(Replayed old, Runnable whenDone) {
    found = old.events();
    done = whenDone;
    next = old.next();
    goOn();
  }

  private void goOn() {
    if (!stands.getAsBoolean()) {
      end();
    } else if (!connection.drained()) {
      connection.whenDrained(this::goOn);
    } else if (given < found.size()) {
      given = give(found, given);
      yieldTurn();
    } else if (step()) {
      end();
    } else {
      yieldTurn();
    }
  }

  /// Between two slices the others of this loop have their turn.
  private void yieldTurn() {
    connection.shard().execute(this::goOn);
  }

  private void end() {
    done.run();
    done = () -> {};
  }

  /// @return whether that was the last
  private boolean step() {
    long end = connection.shard().endOf(subscription);
    Optional<Replayed> read = replays.buffer().read(subscription.key(), next, end, SLICE_BYTES);
    if (read.isEmpty()) {
      connection.refuse(CloseCode.RECONNECT);
      return true;
    }
    give(read.get().events(), 0);
    next = read.get().next();
    if (read.get().whole() && stands.getAsBoolean()) {
      connection.shard().goLive(subscription, next);
      return true;
    }
    return false;
  }

  /// @return the index behind the last that was given
  private int give(List<PlacedEvent> events, int first) {
    if (first == events.size()) {
      return first;
    }
    ByteBuf slice = PooledByteBufAllocator.DEFAULT.directBuffer(SLICE_BYTES / 8);
    int index = first;
    while (index < events.size() && slice.writerIndex() < SLICE_BYTES) {
      PlacedEvent placed = events.get(index++);
      if (isFor(placed.event())) {
        byte[] payload = frame(placed);
        TextFrame.write(slice, payload, payload.length);
      }
    }
    if (slice.isReadable()) {
      connection.offer(slice, 0, slice.writerIndex());
      connection.flush();
    }
    slice.release();
    return index;
  }

  private boolean isFor(ChannelEvent event) {
    String excluded = event.excludedSocket();
    return excluded == null
        || !(excluded.equals(connection.socketId()) || sockets.contains(excluded));
  }

  private byte[] frame(PlacedEvent placed) {
    ChannelEvent event = placed.event();
    byte[] plain =
        EventFrame.of(event.event(), event.key().channel(), event.data(), event.user()).bytes();
    if (!connection.readsPositions()) {
      return plain;
    }
    return replays
        .tokens()
        .seal(event.key(), placed.offset() + 1)
        .map(token -> EventFrame.placed(plain, token))
        .orElse(plain);
  }
}
