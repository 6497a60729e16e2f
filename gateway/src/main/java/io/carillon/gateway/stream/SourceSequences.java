package io.carillon.gateway.stream;

import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import java.time.Duration;
import java.util.LinkedHashMap;

/// Tells a second copy of an event from its first, by the last sequence seen of each channel and
/// source.
///
/// Only records marked `again` are looked up; all that name a source are remembered, for at least
/// the given time by the broker's clock, up to a number of sources. Used by the reader's thread
/// alone.
final class SourceSequences {
  private static final int ENTRY_CAPACITY = 64;

  private record Place(ChannelKey channel, String source) {}

  private record Last(long sequence, long time) {}

  private final LinkedHashMap<Place, Last> last = new LinkedHashMap<>(ENTRY_CAPACITY);
  private final long keepMillis;
  private final int sourcesMax;

  SourceSequences(Duration keep, int sourcesMax) {
    this.keepMillis = keep.toMillis();
    this.sourcesMax = sourcesMax;
  }

  /// True when the record was handed over before.
  ///
  /// @param time the record's, in ms by the broker's clock
  boolean repeats(ChannelKey channel, Source source, long time) {
    var place = new Place(channel, source.name());
    // Removed and put anew, so that the order of the map is the order of the last sign of life.
    Last before = last.remove(place);
    boolean repeated = source.again() && before != null && source.sequence() <= before.sequence;
    last.put(place, repeated ? before : new Last(source.sequence(), time));
    forget(time);
    return repeated;
  }

  private void forget(long now) {
    while (!last.isEmpty()) {
      var eldest = last.firstEntry();
      if (last.size() <= sourcesMax && now - eldest.getValue().time <= keepMillis) {
        return;
      }
      last.pollFirstEntry();
    }
  }

  int size() {
    return last.size();
  }
}
