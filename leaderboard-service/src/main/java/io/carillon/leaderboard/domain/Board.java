package io.carillon.leaderboard.domain;

import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardEvent.BoardDefined;
import io.carillon.leaderboard.domain.BoardEvent.ScoreRecorded;
import io.carillon.leaderboard.domain.BoardEvent.UpdateForgotten;
import io.carillon.leaderboard.domain.BoardEvent.UpdateRemembered;
import io.carillon.leaderboard.domain.BoardEvent.WindowShown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One ranking. `decide` answers a command and changes nothing; [#apply] is the only writer, live
/// and on replay alike, so the same events give the same ranks.
///
/// Every read is of one version: nothing changes while the caller holds the board (see `stream`).
public final class Board {

  private final Owners owners = new Owners();
  private final RankIndex index = new RankIndex();
  private final UpdateWindow updates = new UpdateWindow();
  private @Nullable BoardRules rules;
  private long version;
  private long lastOffset = -1;
  private WindowShown shown = new WindowShown(0, Window.NOTHING);

  private Board(@Nullable BoardRules rules) {
    this.rules = rules;
  }

  /// A board without entries. Only the default board exists before it is defined.
  public static Board empty(BoardId id) {
    return new Board(id.isDefault() ? BoardRules.DEFAULT : null);
  }

  /// What the command would do.
  public Decision decide(BoardCommand command, LogPosition at) {
    if (at.offset() <= lastOffset) {
      return new Decision.Replayed();
    }
    return switch (command) {
      case SubmitScore submit -> decide(submit, at);
      case DefineBoard define -> decide(define, at);
    };
  }

  /// Makes the event true.
  public void apply(BoardEvent event) {
    switch (event) {
      case ScoreRecorded recorded -> record(recorded);
      case UpdateRemembered remembered -> updates.apply(remembered);
      case UpdateForgotten forgotten -> updates.apply(forgotten);
      case BoardDefined defined -> define(defined);
      case WindowShown window -> shown = window;
    }
  }

  /// Whether the board was defined or needs no definition.
  public boolean exists() {
    return rules != null;
  }

  /// Grows with every change of a score, a name or the rules.
  public long version() {
    return version;
  }

  public long total() {
    return index.size();
  }

  /// The window that was shown last.
  public WindowShown shown() {
    return shown;
  }

  /// The window as it is now.
  public Window window() {
    return new Window(version, entries(0, rules().visible()));
  }

  /// The entries after the cursor, or the first ones.
  public Page page(@Nullable Cursor after, int limit) {
    var skip = after == null ? 0 : index.before(after.after().next());
    var entries = entries(skip, limit);
    var more = skip + entries.size() < index.size() && !entries.isEmpty();
    return new Page(
        entries, version, index.size(), more ? new Cursor(placeOf(entries.getLast())) : null);
  }

  /// The owner's entry, with up to `around` entries before it and after it.
  public Optional<Surroundings> around(String owner, int around) {
    var number = owners.numberOf(owner);
    if (number == Owners.UNKNOWN) {
      return Optional.empty();
    }
    var before = index.before(placeOf(number));
    var first = Math.max(0, before - around);
    var window = entries(first, (int) (before - first) + 1 + around);
    var percentile = 100.0 * (index.size() - before) / index.size();
    return Optional.of(
        new Surroundings(window.get((int) (before - first)), window, percentile, version));
  }

  /// The owner's entry.
  public Optional<Entry> entry(String owner) {
    var number = owners.numberOf(owner);
    return number == Owners.UNKNOWN ? Optional.empty() : Optional.of(entry(number, rankOf(number)));
  }

  /// The version at which the owner reached his present score.
  public OptionalLong achieved(String owner) {
    var number = owners.numberOf(owner);
    return number == Owners.UNKNOWN
        ? OptionalLong.empty()
        : OptionalLong.of(owners.achieved(number));
  }

  private Decision decide(SubmitScore submit, LogPosition at) {
    if (rules == null) {
      return new Decision.Refused(Refusal.UNKNOWN_BOARD);
    }
    var earlier = submit.updateId() == null ? null : updates.find(submit.updateId());
    // The same offset is this very command, of which only the first event reached the log before a
    // crash.
    if (earlier != null && earlier.offset() != at.offset()) {
      var same =
          earlier.points() == submit.points() && earlier.answer().owner().equals(submit.owner());
      return same
          ? new Decision.Repeated(earlier.answer())
          : new Decision.Refused(Refusal.UPDATE_ID_CONFLICT);
    }
    try {
      return recorded(submit, recording(submit, rules, at), at);
    } catch (ArithmeticException tooLarge) {
      return new Decision.Refused(Refusal.SCORE_OVERFLOW);
    }
  }

  private Decision decide(DefineBoard define, LogPosition at) {
    var same = define.rules().equals(rules);
    if (same) {
      return new Decision.Defined(BoardEvent.none(), define.rules());
    }
    if (rules != null && rules.order() != define.rules().order() && index.size() > 0) {
      return new Decision.Refused(Refusal.ORDER_IS_FIXED);
    }
    var event = new BoardDefined(define.rules(), version + 1, at.offset());
    return new Decision.Defined(List.of(event), define.rules());
  }

  private ScoreRecorded recording(SubmitScore submit, BoardRules by, LogPosition at) {
    var owner = owners.numberOf(submit.owner());
    if (owner == Owners.UNKNOWN) {
      var name = submit.name() == null ? submit.owner() : submit.name();
      var score = by.operator().first(submit.points());
      return new ScoreRecorded(submit.owner(), name, score, version + 1, version + 1, at.offset());
    }
    var name = submit.name() == null ? owners.name(owner) : submit.name();
    var score = by.operator().next(owners.score(owner), submit.points(), by.order());
    // Who reaches the score that he has already does not fall behind those who reached it after
    // him.
    var achieved = score == owners.score(owner) ? owners.achieved(owner) : version + 1;
    return new ScoreRecorded(submit.owner(), name, score, achieved, version + 1, at.offset());
  }

  private Decision recorded(SubmitScore submit, ScoreRecorded event, LogPosition at) {
    var events = new ArrayList<BoardEvent>();
    var standing = standingAfter(event);
    if (submit.updateId() != null) {
      // First, so that a score never stands in the log without the id that keeps it from counting
      // twice.
      events.add(
          new UpdateRemembered(
              submit.updateId(), submit.points(), standing, at.time(), at.offset()));
      events.addAll(updates.outdated(at.time()));
    }
    if (changes(event)) {
      events.add(event);
    }
    return new Decision.Recorded(events, standing);
  }

  private boolean changes(ScoreRecorded event) {
    var owner = owners.numberOf(event.owner());
    return owner == Owners.UNKNOWN
        || owners.score(owner) != event.score()
        || !owners.name(owner).equals(event.name());
  }

  private Standing standingAfter(ScoreRecorded event) {
    var owner = owners.numberOf(event.owner());
    if (owner == Owners.UNKNOWN) {
      var before = index.before(placeOf(event, owners.count()));
      return new Standing(event.owner(), event.name(), event.score(), before + 1, null);
    }
    var now = placeOf(owner);
    var then = placeOf(event, owner);
    // The owner's own present entry is not before his next one once he has moved.
    var before = index.before(then) - (now.compareTo(then) < 0 ? 1 : 0);
    return new Standing(event.owner(), event.name(), event.score(), before + 1, rankOf(owner));
  }

  private void record(ScoreRecorded event) {
    if (event.offset() <= lastOffset) {
      return;
    }
    var owner = owners.numberOf(event.owner());
    if (owner == Owners.UNKNOWN) {
      owner = owners.add(event.owner());
    } else {
      index.remove(placeOf(owner));
    }
    owners.record(owner, event.name(), event.score(), event.achieved());
    index.add(placeOf(owner));
    version = event.version();
    lastOffset = event.offset();
  }

  private void define(BoardDefined event) {
    if (event.offset() <= lastOffset) {
      return;
    }
    rules = event.rules();
    version = event.version();
    lastOffset = event.offset();
  }

  private List<Entry> entries(long skip, int limit) {
    var entries = new ArrayList<Entry>(Math.min(limit, 64));
    index.visit(skip, limit, owner -> entries.add(entry(owner, skip + entries.size() + 1)));
    return entries;
  }

  private Entry entry(int owner, long rank) {
    return new Entry(owners.id(owner), owners.name(owner), owners.score(owner), rank);
  }

  private long rankOf(int owner) {
    return index.before(placeOf(owner)) + 1;
  }

  private Place placeOf(Entry entry) {
    return placeOf(owners.numberOf(entry.owner()));
  }

  private Place placeOf(int owner) {
    return new Place(rules().order().keyOf(owners.score(owner)), owners.achieved(owner), owner);
  }

  private Place placeOf(ScoreRecorded event, int owner) {
    return new Place(rules().order().keyOf(event.score()), event.achieved(), owner);
  }

  private BoardRules rules() {
    if (rules == null) {
      throw new IllegalStateException("the board is not defined");
    }
    return rules;
  }
}
