package io.carillon.leaderboard.domain;

import io.carillon.leaderboard.domain.BoardEvent.UpdateForgotten;
import io.carillon.leaderboard.domain.BoardEvent.UpdateRemembered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The update ids of the last [#KEEP], at most [#MAX] of them: the time in which a retry counts
/// once.
final class UpdateWindow {

  static final Duration KEEP = Duration.ofHours(1);
  static final int MAX = 100_000;

  // A window that became too large or too old shrinks by a few with each update, never by all at
  // once.
  private static final int FORGOTTEN_AT_ONCE = 4;

  private final Map<String, UpdateRemembered> byId = new LinkedHashMap<>();
  private long lastOffset = -1;

  @Nullable UpdateRemembered find(String updateId) {
    return byId.get(updateId);
  }

  /// What has to be forgotten when one more is remembered.
  List<UpdateForgotten> outdated(Instant now) {
    var outdated = new ArrayList<UpdateForgotten>();
    var before = now.minus(KEEP);
    for (var oldest : byId.values()) {
      var tooMany = byId.size() - outdated.size() >= MAX;
      if (outdated.size() == FORGOTTEN_AT_ONCE || (!tooMany && !oldest.at().isBefore(before))) {
        break;
      }
      outdated.add(new UpdateForgotten(oldest.updateId()));
    }
    return outdated;
  }

  void apply(UpdateRemembered event) {
    if (event.offset() > lastOffset) {
      // Taken out first: an id that comes again after its time is the newest again.
      byId.remove(event.updateId());
      byId.put(event.updateId(), event);
      lastOffset = event.offset();
    }
  }

  void apply(UpdateForgotten event) {
    byId.remove(event.updateId());
  }

  int size() {
    return byId.size();
  }
}
