package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppFold.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// Several editors of one app, in any order, by the rules of [AppWriter]: whoever was overtaken
/// writes the winner again before anything else.
class EditorsTest {
  private static final String ID = "a";

  /// What an editor does next.
  ///
  /// @param behind how many records ago it last looked
  record Step(int editor, int behind, Kind kind) {}

  /// A change of settings, a removal, or a new app of the same id.
  enum Kind {
    CHANGE,
    REMOVE,
    MAKE
  }

  private record Entry(long version, @Nullable String name) {}

  private static final class Log {
    final List<Entry> entries = new ArrayList<>();
    final AppFold fold = new AppFold(List.of());

    Outcome append(Entry entry) {
      entries.add(entry);
      return folded(fold, entry);
    }

    /// What an editor sees who read all but the last few records.
    Optional<RegisteredApp> seen(int behind) {
      var before = new AppFold(List.of());
      entries
          .subList(0, Math.max(0, entries.size() - behind))
          .forEach(each -> folded(before, each));
      return before.snapshot().registered(ID);
    }
  }

  @Property
  void compactionLeavesWhatCounts(@ForAll("steps") List<Step> steps) {
    var log = new Log();
    Set<Integer> overtaken = new HashSet<>();
    for (var step : steps) {
      act(log, step, overtaken);
    }
    while (!overtaken.isEmpty()) {
      var editor = overtaken.iterator().next();
      act(log, new Step(editor, 0, Kind.CHANGE), overtaken);
    }
    if (log.entries.isEmpty()) {
      return;
    }
    var compacted = new AppFold(List.of());
    folded(compacted, log.entries.getLast());
    assertThat(name(compacted)).isEqualTo(name(log.fold));
    assertThat(compacted.version(ID)).isEqualTo(log.fold.version(ID));
  }

  private static void act(Log log, Step step, Set<Integer> overtaken) {
    if (overtaken.contains(step.editor())) {
      var winner = log.seen(0);
      var again =
          winner
              .map(app -> new Entry(app.version() + 1, app.app().name()))
              .orElseGet(() -> new Entry(1, null));
      if (log.append(again) == Outcome.FOLDED) {
        overtaken.remove(step.editor());
      }
      return;
    }
    var seen = log.seen(step.behind());
    var name = "editor " + step.editor() + " at " + log.entries.size();
    var entry =
        switch (step.kind()) {
          case MAKE -> seen.isPresent() ? null : new Entry(1, name);
          case CHANGE -> seen.map(app -> new Entry(app.version() + 1, name)).orElse(null);
          case REMOVE -> seen.map(app -> new Entry(app.version() + 1, null)).orElse(null);
        };
    if (entry != null && log.append(entry) == Outcome.OUT_OF_TURN) {
      overtaken.add(step.editor());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(Kind.class))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  private static Outcome folded(AppFold fold, Entry entry) {
    return entry.name() == null
        ? fold.remove(ID, entry.version())
        : fold.fold(new AppRecord(entry.version(), Samples.named(ID, entry.name())));
  }

  private static String name(AppFold fold) {
    return fold.snapshot().byId(ID).map(App::name).orElse("none");
  }
}
