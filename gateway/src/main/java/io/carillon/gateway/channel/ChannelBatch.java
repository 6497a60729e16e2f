package io.carillon.gateway.channel;

import io.carillon.events.ChannelKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One channel's frames of one batch, encoded once and lying one after the other, so that a
/// subscriber who receives all of them takes one slice of one shared buffer.
///
/// Filled by the reader's thread, then read by the event loops, then released by the reader's
/// thread.
public final class ChannelBatch {
  /// The position of frames that come from no log record of the channel (member events): above
  /// every position that a live subscription can start from, below the one that a pending
  /// subscription has.
  public static final long UNPLACED = Long.MAX_VALUE - 1;

  private static final int FIRST_BYTES = 512;

  private final ChannelKey key;
  private final ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(FIRST_BYTES);
  private int size;
  private int[] ends = new int[4];
  private long[] positions = new long[4];
  private @Nullable String[] excluded = new @Nullable String[4];
  private boolean excludes;

  // Null while no frame has a conflation key; frames behind its end have none.
  private @Nullable Conflation @Nullable [] conflations;

  // The same frames with their positions, for those who read them; made when the first comes.
  private @Nullable ByteBuf placed;
  private int[] placedEnds = new int[0];

  public ChannelBatch(ChannelKey key) {
    this.key = key;
  }

  public ChannelKey key() {
    return key;
  }

  /// Adds one text frame.
  ///
  /// @param position the record's offset, or [#UNPLACED]
  /// @param excludedSocket the socket that must not receive it
  /// @param payload the frame's UTF-8 text, up to `length`
  public void add(long position, @Nullable String excludedSocket, byte[] payload, int length) {
    if (size == ends.length) {
      grow();
    }
    TextFrame.write(bytes, payload, length);
    ends[size] = bytes.writerIndex();
    positions[size] = position;
    excluded[size] = excludedSocket;
    excludes |= excludedSocket != null;
    size++;
  }

  private record Conflation(ChannelKey channel, String key) {}

  /// Says of the frame that was added last which ones it makes worthless.
  public void conflate(String conflationKey) {
    @Nullable Conflation[] known =
        conflations == null ? new @Nullable Conflation[ends.length] : conflations;
    if (known.length < ends.length) {
      known = Arrays.copyOf(known, ends.length);
    }
    known[size - 1] = new Conflation(key, conflationKey);
    conflations = known;
  }

  private @Nullable Conflation conflation(int frame) {
    @Nullable Conflation[] known = conflations;
    return known == null || frame >= known.length ? null : known[frame];
  }

  /// Gives the frame that was added last a second form, for those who read positions.
  ///
  /// @param payload what was added, of which the last byte closes the object
  /// @param members what stands in its place
  public void place(byte[] payload, int length, byte[] members) {
    ByteBuf out = placed;
    if (out == null) {
      out = PooledByteBufAllocator.DEFAULT.directBuffer(FIRST_BYTES);
      placed = out;
    }
    TextFrame.writeHeader(out, length - 1 + members.length);
    out.writeBytes(payload, 0, length - 1).writeBytes(members);
    if (placedEnds.length < ends.length) {
      placedEnds = Arrays.copyOf(placedEnds, ends.length);
    }
    placedEnds[size - 1] = out.writerIndex();
  }

  private void grow() {
    ends = Arrays.copyOf(ends, size * 2);
    positions = Arrays.copyOf(positions, size * 2);
    excluded = Arrays.copyOf(excluded, size * 2);
  }

  /// Number of frames.
  public int size() {
    return size;
  }

  /// Length of all frames in bytes.
  public int bytes() {
    return bytes.writerIndex();
  }

  /// Offers the subscriber of `subscription` what it has to receive. @return number of frames
  /// offered
  int offerTo(Subscription subscription) {
    // Who reads positions was registered before the first frame that it takes was encoded.
    ByteBuf withPlaces = placed;
    return withPlaces != null && subscription.subscriber.readsPositions()
        ? offerTo(subscription, withPlaces, placedEnds)
        : offerTo(subscription, bytes, ends);
  }

  private int offerTo(Subscription subscription, ByteBuf frames, int[] frameEnds) {
    if (subscription.takes(positions[0])
        && !(excludes && isExcluded(subscription.subscriber.socketId()))
        && !(conflations != null && subscription.subscriber.behind())) {
      subscription.subscriber.offer(frames, 0, frames.writerIndex());
      return size;
    }
    return offerEach(subscription, frames, frameEnds);
  }

  private boolean isExcluded(String socketId) {
    for (int i = 0; i < size; i++) {
      if (socketId.equals(excluded[i])) {
        return true;
      }
    }
    return false;
  }

  private int offerEach(Subscription subscription, ByteBuf frames, int[] frameEnds) {
    int offered = 0;
    int start = 0;
    for (int i = 0; i < size; i++) {
      if (subscription.takes(positions[i])
          && !subscription.subscriber.socketId().equals(excluded[i])) {
        Conflation conflation = conflation(i);
        if (conflation == null) {
          subscription.subscriber.offer(frames, start, frameEnds[i] - start);
        } else {
          subscription.subscriber.offer(frames, start, frameEnds[i] - start, conflation);
        }
        offered++;
      }
      start = Math.max(start, frameEnds[i]);
    }
    return offered;
  }

  /// Gives the buffer back. Subscribers that still send from it hold references of their own.
  public void release() {
    bytes.release();
    if (placed != null) {
      placed.release();
    }
  }
}
