package io.carillon.presence.domain;

import io.carillon.presence.domain.ViewerEvent.CountTold;
import java.util.HashMap;
import java.util.Map;

/// The viewers of one item: one set, whatever their sessions are held by, and one number.
///
/// A change costs the same for the first and the millionth viewer, and reading the number reads no
/// viewer. Only the shard's thread may touch it, except for {@link #count()}.
final class Viewers {
  private final Map<SessionId, Session> sessions = new HashMap<>();
  private volatile int count;
  private int toldCount;
  private long toldSequence;
  private long toldAtMs;
  private boolean tellAgain;

  int count() {
    return count;
  }

  Session session(SessionId id) {
    return sessions.getOrDefault(id, Session.NONE);
  }

  Map<SessionId, Session> sessions() {
    return sessions;
  }

  void put(SessionId id, Session state) {
    if (state.counts()) {
      sessions.put(id, state);
    } else {
      sessions.remove(id);
    }
    count = sessions.size();
  }

  void told(CountTold told) {
    toldCount = told.count();
    toldSequence = told.sequence();
    toldAtMs = told.atMs();
    tellAgain = false;
  }

  void mustBeToldAgain() {
    tellAgain = true;
  }

  boolean hasNews() {
    return tellAgain || count != toldCount;
  }

  /// Above every earlier one, also above those that a crash has kept from us.
  long nextSequence(long nowMs) {
    return Math.max(toldSequence + 1, nowMs);
  }

  long toldAtMs() {
    return toldAtMs;
  }

  boolean isForgettable(long nowMs) {
    return count == 0 && !hasNews() && nowMs - toldAtMs >= ViewerRules.FORGET_ITEM_AFTER.toMillis();
  }
}
