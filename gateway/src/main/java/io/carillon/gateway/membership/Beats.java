package io.carillon.gateway.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Judges which gateways are dead, by the order of beats in their topic and by nothing else.
///
/// One is dead when this gateway has read back its own beats over the given silence with none of
/// the other's in between. Only time that own beats fill counts: a stalled broker leaves a gap
/// between two of them, which is no evidence against anybody, and so kills nobody. Times are the
/// broker's.
final class Beats {
  // A gap between own beats counts for this part of the silence at most.
  private static final int BEATS_MIN = 6;

  private final long silenceMillis;
  private final Map<String, Long> silentMillis = new HashMap<>();
  private long lastOwn = -1;

  Beats(Duration silence) {
    this.silenceMillis = silence.toMillis();
  }

  /// Takes note of a gateway that must be alive or judged: one that beats, or whose records stand
  /// in the topic.
  void know(String incarnation) {
    silentMillis.putIfAbsent(incarnation, 0L);
  }

  /// Nothing more is expected of this one.
  void forget(String incarnation) {
    silentMillis.remove(incarnation);
  }

  /// Another gateway's sign of life.
  void heard(String incarnation) {
    silentMillis.put(incarnation, 0L);
  }

  /// This gateway's own beat was read back. @return those that are dead now; they are forgotten
  List<String> own(String own, long time) {
    long gap = lastOwn < 0 ? 0 : Math.clamp(time - lastOwn, 0, silenceMillis / BEATS_MIN);
    lastOwn = time;
    silentMillis.remove(own);
    silentMillis.replaceAll((incarnation, silent) -> silent + gap);
    var dead = new ArrayList<String>();
    silentMillis.forEach((incarnation, silent) -> {
      if (silent >= silenceMillis) {
        dead.add(incarnation);
      }
    });
    dead.forEach(silentMillis::remove);
    return dead;
  }
}
