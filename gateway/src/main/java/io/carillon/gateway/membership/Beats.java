package io.carillon.gateway.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Judges which gateways are dead, by the order of beats in their topic and by nothing else.
///
/// One is dead when this gateway has read back its own beats over the given silence with none of
/// the other's in between: a stalled broker stalls the judge's own beats as well, and so kills
/// nobody. Times are the broker's.
final class Beats {
  private static final long NOT_WAITING = -1;

  private final long silenceMillis;
  private final Map<String, Long> waitingSince = new HashMap<>();

  Beats(Duration silence) {
    this.silenceMillis = silence.toMillis();
  }

  /// Takes note of a gateway that must be alive or judged: one that beats, or whose records stand
  /// in the topic.
  void know(String incarnation) {
    waitingSince.putIfAbsent(incarnation, NOT_WAITING);
  }

  /// Nothing more is expected of this one.
  void forget(String incarnation) {
    waitingSince.remove(incarnation);
  }

  /// Another gateway's sign of life.
  void heard(String incarnation) {
    waitingSince.put(incarnation, NOT_WAITING);
  }

  /// This gateway's own beat was read back. @return those that are dead now; they are forgotten
  List<String> own(String own, long time) {
    var dead = new ArrayList<String>();
    waitingSince.remove(own);
    waitingSince.replaceAll((incarnation, since) -> {
      if (since == NOT_WAITING) {
        return time;
      }
      if (time - since >= silenceMillis) {
        dead.add(incarnation);
      }
      return since;
    });
    dead.forEach(waitingSince::remove);
    return dead;
  }
}
