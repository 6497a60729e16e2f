package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.BoardEvent.WindowShown;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.RankingUpdate;
import io.carillon.leaderboard.publish.Announcer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Shows the boards of one partition to everyone: the first change at once, then at most once in
/// each interval, the last state always, and never a window that looks as it did.
///
/// A window counts as shown, also for whoever owns the partition next, only when the log holds it:
/// one whose fate is unknown is shown again as it is by then, above it in the log. Only the task's
/// stream thread comes here.
final class Broadcaster {

  private static final Logger LOG = Logger.getLogger(Broadcaster.class);

  /// A board that changed within the last interval.
  private static final class Pace {
    boolean changed;
    long restsUntil;
    long lastSequence;
    @Nullable Sending sending;
  }

  private record Sending(RankingUpdate update, CompletableFuture<?> fate) {}

  private final BoardStore store;
  private final Announcer announcer;
  private final BiConsumer<BoardId, WindowShown> whenShown;
  private final BiConsumer<RankingUpdate, Long> whenAnnounced;
  private final long intervalMillis;
  private final Map<BoardId, Pace> paces = new HashMap<>();

  /// @param whenShown remembers the window in the changelog
  /// @param whenAnnounced tells other services, with the time
  Broadcaster(
      BoardStore store,
      Announcer announcer,
      Duration interval,
      BiConsumer<BoardId, WindowShown> whenShown,
      BiConsumer<RankingUpdate, Long> whenAnnounced) {
    this.store = store;
    this.announcer = announcer;
    this.intervalMillis = interval.toMillis();
    this.whenShown = whenShown;
    this.whenAnnounced = whenAnnounced;
  }

  /// A former owner may have gone before it showed the last state.
  void catchUp() {
    store.forEach((id, board) -> {
      if (board.version() > board.shown().window().version()) {
        paces.computeIfAbsent(id, _ -> new Pace()).changed = true;
      }
    });
  }

  void changed(BoardId id, long now) {
    var pace = paces.computeIfAbsent(id, _ -> new Pace());
    pace.changed = true;
    settle(id, pace, now);
    show(id, pace, now);
  }

  /// To be called several times in each interval.
  void tick(long now) {
    paces.forEach((id, pace) -> {
      settle(id, pace, now);
      show(id, pace, now);
    });
    paces.values().removeIf(p -> !p.changed && p.sending == null && now >= p.restsUntil);
  }

  private void settle(BoardId id, Pace pace, long now) {
    var sending = pace.sending;
    if (sending == null || !sending.fate().isDone()) {
      return;
    }
    pace.sending = null;
    // Counted from when the log has it: two updates stand there an interval apart, however slow the
    // first one was.
    pace.restsUntil = now + intervalMillis;
    if (sending.fate().isCompletedExceptionally()) {
      LOG.warnf("A ranking update is sent again: board=%s", id.value());
      pace.changed = true;
    } else {
      whenShown.accept(id, new WindowShown(sending.update().sequence(), sending.update().window()));
    }
  }

  private void show(BoardId id, Pace pace, long now) {
    if (!pace.changed || pace.sending != null || now < pace.restsUntil) {
      return;
    }
    pace.changed = false;
    var board = store.board(id);
    if (!board.exists()) {
      return;
    }
    var window = board.window();
    var shown = board.shown();
    if (window.looksLike(shown.window())) {
      return;
    }
    // Above whatever a former owner may have sent without living to remember it.
    var sequence = Math.max(Math.max(shown.sequence(), pace.lastSequence) + 1, now);
    var update = RankingUpdate.of(id, sequence, window, shown.window());
    pace.lastSequence = sequence;
    pace.sending = new Sending(update, announcer.announce(update).toCompletableFuture());
    whenAnnounced.accept(update, now);
  }
}
