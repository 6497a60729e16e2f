package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// When the subscription count of a channel is told: every change up to a number of subscribers,
/// one in each interval above it. The last value is told in any case.
///
/// It holds the channels alone of which a count above that number was told within the last
/// interval: never more than this gateway has channels with a subscriber. Used by the membership
/// thread, but for the size.
final class CountPacing {
  private final int everyChangeUpTo;
  private final Duration interval;
  private final InstantSource clock;
  private final LinkedHashMap<ChannelKey, Pause> pauses = new LinkedHashMap<>();
  private volatile int size;

  /// @param changed whether there is a value that was not told
  private record Pause(Instant end, boolean changed) {}

  CountPacing(int everyChangeUpTo, Duration interval, InstantSource clock) {
    this.everyChangeUpTo = everyChangeUpTo;
    this.interval = interval;
    this.clock = clock;
  }

  /// A channel's count changed. @return true when it is to be told now; else it is when the pause
  /// is over
  boolean tellsNow(ChannelKey channel, int count) {
    Pause pause = pauses.get(channel);
    if (pause != null) {
      // A small count says all that there is to say, but does not cut a large one's pause short.
      boolean small = count <= everyChangeUpTo;
      pauses.put(channel, new Pause(pause.end, !small));
      return small;
    }
    if (count > everyChangeUpTo) {
      pauses.putLast(channel, new Pause(clock.instant().plus(interval), false));
      size = pauses.size();
    }
    return true;
  }

  /// Channels whose pause is over and whose last value was not told; none of them is held any more.
  List<ChannelKey> over() {
    if (pauses.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    var over = new ArrayList<ChannelKey>();
    while (!pauses.isEmpty() && !pauses.firstEntry().getValue().end.isAfter(now)) {
      var ended = pauses.pollFirstEntry();
      if (ended.getValue().changed) {
        over.add(ended.getKey());
      }
    }
    size = pauses.size();
    return over;
  }

  /// When the next pause is over.
  Optional<Instant> next() {
    return pauses.isEmpty() ? Optional.empty() : Optional.of(pauses.firstEntry().getValue().end);
  }

  /// Channels whose counts are held back, or would be. For any thread.
  int size() {
    return size;
  }
}
