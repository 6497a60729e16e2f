package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppFold.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppFoldTest {

  @Test
  @DisplayName("R9 only the current version + 1 is folded")
  void inTurn() {
    // Given
    var fold = new AppFold(List.of());
    fold.fold(record("a", 1, "first"));
    // When
    var repeated = fold.fold(record("a", 1, "again"));
    var skipped = fold.fold(record("a", 3, "skipped"));
    var next = fold.fold(record("a", 2, "second"));
    var late = fold.fold(record("a", 2, "late"));
    // Then
    assertThat(List.of(repeated, skipped, late)).containsOnly(Outcome.OUT_OF_TURN);
    assertThat(next).isEqualTo(Outcome.FOLDED);
    assertThat(name(fold, "a")).isEqualTo("second");
    assertThat(fold.version("a")).isEqualTo(2);
  }

  @Test
  @DisplayName("R12 a configured app counts only while the topic has no record of it")
  void configured() {
    // Given
    var fold =
        new AppFold(List.of(Samples.named("a", "configured"), Samples.named("b", "configured")));
    // When
    fold.fold(record("a", 5, "from the topic"));
    // Then
    assertThat(name(fold, "a")).isEqualTo("from the topic");
    assertThat(name(fold, "b")).isEqualTo("configured");
    assertThat(fold.snapshot().version("b")).isZero();
  }

  @Test
  @DisplayName("R12 when its record is removed the configured app counts again")
  void removed() {
    // Given
    var fold = new AppFold(List.of(Samples.named("a", "configured")));
    fold.fold(record("a", 5, "from the topic"));
    fold.fold(record("b", 1, "from the topic"));
    // When
    fold.remove("a", AppFold.ANY);
    fold.remove("b", AppFold.ANY);
    // Then
    assertThat(name(fold, "a")).isEqualTo("configured");
    assertThat(fold.snapshot().byId("b")).isEmpty();
    assertThat(fold.fold(record("b", 1, "made anew"))).isEqualTo(Outcome.FOLDED);
  }

  @Test
  @DisplayName("R9 a removal by version counts in its turn alone, and twice is once")
  void removedInTurn() {
    // Given
    var fold = new AppFold(List.of());
    fold.fold(record("a", 1, "first"));
    fold.fold(record("a", 2, "second"));
    // When
    var late = fold.remove("a", 2);
    var inTurn = fold.remove("a", 3);
    var twice = fold.remove("a", 3);
    // Then
    assertThat(late).isEqualTo(Outcome.OUT_OF_TURN);
    assertThat(List.of(inTurn, twice)).containsOnly(Outcome.FOLDED);
    assertThat(fold.snapshot().byId("a")).isEmpty();
  }

  @Test
  @DisplayName("R9 a change that comes after the removal brings nothing back, a new app does")
  void lateChange() {
    // Given
    var fold = new AppFold(List.of());
    fold.fold(record("a", 4, "fourth"));
    fold.remove("a", 5);
    // When
    var late = fold.fold(record("a", 5, "late"));
    var afterLate = name(fold, "a");
    var anew = fold.fold(record("a", 1, "anew"));
    // Then
    assertThat(late).isEqualTo(Outcome.OUT_OF_TURN);
    assertThat(afterLate).isEqualTo("none");
    assertThat(anew).isEqualTo(Outcome.FOLDED);
    assertThat(name(fold, "a")).isEqualTo("anew");
  }

  @Test
  @DisplayName("R148 a configured app never takes a key from one in the topic")
  void keys() {
    // Given
    var fold = new AppFold(List.of(App.of("a", new AppKey("key", "configured"))));
    // When
    fold.fold(new AppRecord(1, App.of("z", new AppKey("key", "from the topic"))));
    // Then
    assertThat(fold.snapshot().byKey("key").map(App::id)).contains("z");
  }

  @Test
  @DisplayName("R9 after a record that cannot be read the next that can counts")
  void lost() {
    // Given
    var fold = new AppFold(List.of());
    fold.fold(record("a", 1, "first"));
    fold.lose("a");
    // When
    var outcome = fold.fold(record("a", 9, "readable again"));
    // Then
    assertThat(outcome).isEqualTo(Outcome.FOLDED);
    assertThat(fold.lost()).isEmpty();
  }

  @Property
  void versionsOnlyGrowByOne(@ForAll("records") List<AppRecord> records) {
    var fold = new AppFold(List.of());
    for (var record : records) {
      var id = record.app().id();
      var before = fold.version(id);
      var outcome = fold.fold(record);
      var after = fold.version(id);
      if (outcome == Outcome.FOLDED) {
        assertThat(after).isEqualTo(record.version());
        assertThat(before == 0 || after == before + 1).isTrue();
        assertThat(name(fold, id)).isEqualTo(record.app().name());
      } else {
        assertThat(after).isEqualTo(before);
      }
    }
  }

  @Property
  void anyInterleavingOfAppsEndsTheSame(
      @ForAll("records") List<AppRecord> records, @ForAll List<@IntRange(max = 2) Integer> picks) {
    assertThat(end(interleaved(records, picks))).isEqualTo(end(records));
  }

  @Property
  void compactionChangesNothing(
      @ForAll @IntRange(min = 1, max = 20) int versions, @ForAll @IntRange(max = 19) int gone) {
    var whole = new ArrayList<AppRecord>();
    for (var version = 1; version <= versions; version++) {
      whole.add(record("a", version, "version " + version));
    }
    var compacted = whole.subList(Math.min(gone, versions - 1), versions);
    assertThat(end(compacted)).isEqualTo(end(whole));
  }

  @Provide
  Arbitrary<List<AppRecord>> records() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of("x", "y", "z"))
        .as(AppFoldTest::record)
        .list()
        .ofMaxSize(60);
  }

  /// Keeps the order of each app's records, and mixes those of different apps by the picks.
  private static List<AppRecord> interleaved(List<AppRecord> records, List<Integer> picks) {
    var queues = new HashMap<String, ArrayDeque<AppRecord>>();
    records.forEach(r -> queues.computeIfAbsent(r.app().id(), _ -> new ArrayDeque<>()).add(r));
    var mixed = new ArrayList<AppRecord>();
    for (var pick : picks) {
      var queue = queues.get(List.of("a", "b", "c").get(pick));
      if (queue != null && !queue.isEmpty()) {
        mixed.add(queue.remove());
      }
    }
    queues.values().forEach(mixed::addAll);
    return mixed;
  }

  private static Map<String, AppRecord> end(List<AppRecord> records) {
    var fold = new AppFold(List.of());
    records.forEach(fold::fold);
    var apps = fold.snapshot();
    var end = new HashMap<String, AppRecord>();
    apps.all().forEach(app -> end.put(app.id(), new AppRecord(apps.version(app.id()), app)));
    return end;
  }

  private static AppRecord record(String id, int version, String name) {
    return new AppRecord(version, Samples.named(id, name));
  }

  private static String name(AppFold fold, String id) {
    return fold.snapshot().byId(id).map(App::name).orElse("none");
  }
}
