package io.carillon.events;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The last event of a cached channel, as it stands at `offset` of the channel's home partition in
/// the log.
///
/// @param time when the log took it, in ms by the broker's clock
/// @param data UTF-8; shared, not to be changed
@SuppressWarnings("ArrayRecordComponent") // the log's own bytes: no copy, no wrapper per event
public record CachedEvent(ChannelKey key, long offset, long time, String event, byte[] data) {
  public CachedEvent {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset is 0 or more, not " + offset);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CachedEvent that
        && key.equals(that.key)
        && offset == that.offset
        && time == that.time
        && event.equals(that.event)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Long.hashCode(offset);
  }

  @Override
  public String toString() {
    return "CachedEvent[key=%s, offset=%d, time=%d, event=%s, bytes=%d]"
        .formatted(key, offset, time, event, data.length);
  }
}
