package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Removals that a gateway's end caused, held back for a while so that a deploy or a crash does not
/// make members flap. Used by the membership thread alone.
final class GracePeriod {
  private final Duration length;
  private final LinkedHashMap<Absence, Instant> ends = new LinkedHashMap<>();

  record Absence(ChannelKey channel, String user) {}

  GracePeriod(Duration length) {
    this.length = length;
  }

  void hold(ChannelKey channel, String user, Instant now) {
    ends.putLast(new Absence(channel, user), now.plus(length));
  }

  /// The member came back, or left for good.
  void release(ChannelKey channel, String user) {
    ends.remove(new Absence(channel, user));
  }

  /// Those whose time is over; they are no longer held.
  List<Absence> over(Instant now) {
    var over = new ArrayList<Absence>();
    while (!ends.isEmpty() && !ends.firstEntry().getValue().isAfter(now)) {
      over.add(ends.pollFirstEntry().getKey());
    }
    return over;
  }
}
