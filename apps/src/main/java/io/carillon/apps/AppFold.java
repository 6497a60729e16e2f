package io.carillon.apps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state that the records of the topic add up to, over the configured apps.
///
/// The same records in the same order give the same state everywhere. The first record seen of an
/// app counts whatever its version, because compaction may have removed those before it; after a
/// removal only version 1 counts, which begins a new life, so that a change that comes too late
/// brings nothing back. Only the registry's own thread may touch it.
final class AppFold {
  /// The version of a removal that says none: it counts whatever the app's version is.
  static final long ANY = 0;

  /// Removals that are remembered; of older ones no late change is under way any more.
  private static final int REMOVED_MAX = 10_000;

  private final Map<String, App> configured = new LinkedHashMap<>();
  private final Map<String, AppRecord> records = new TreeMap<>();
  private final Set<String> lost = new TreeSet<>();
  private final Set<String> removed = new LinkedHashSet<>();

  AppFold(List<App> configured) {
    for (var app : configured) {
      this.configured.put(app.id(), app);
    }
  }

  /// What became of a record.
  enum Outcome {
    FOLDED,
    /// Its version is not the current one + 1.
    OUT_OF_TURN
  }

  Outcome fold(AppRecord record) {
    var id = record.app().id();
    if (!inTurn(id, record.version())) {
      return Outcome.OUT_OF_TURN;
    }
    records.put(id, record);
    lost.remove(id);
    removed.remove(id);
    return Outcome.FOLDED;
  }

  /// After this the configured app counts again, if there is one.
  ///
  /// @param version one above the version that is removed, or [#ANY]
  Outcome remove(String appId, long version) {
    var current = records.get(appId);
    if (version != ANY
        && current != null
        && !lost.contains(appId)
        && version != current.version() + 1) {
      return Outcome.OUT_OF_TURN;
    }
    records.remove(appId);
    lost.remove(appId);
    if (removed.add(appId) && removed.size() > REMOVED_MAX) {
      removed.remove(removed.iterator().next());
    }
    return Outcome.FOLDED;
  }

  private boolean inTurn(String appId, long version) {
    if (lost.contains(appId)) {
      return true;
    }
    var current = records.get(appId);
    return current == null
        ? version == 1 || !removed.contains(appId)
        : version == current.version() + 1;
  }

  /// There is a newer state that could not be read: what was known stays, and the next record that
  /// can be read counts whatever its version.
  void lose(String appId) {
    lost.add(appId);
  }

  Set<String> lost() {
    return Set.copyOf(lost);
  }

  long version(String appId) {
    var record = records.get(appId);
    return record == null ? 0 : record.version();
  }

  Apps snapshot() {
    // Records first: a configured app never takes a key from one in the topic.
    var apps = new ArrayList<App>();
    var versions = new HashMap<String, Long>();
    for (var record : records.values()) {
      apps.add(record.app());
      versions.put(record.app().id(), record.version());
    }
    for (var app : configured.values()) {
      if (!records.containsKey(app.id())) {
        apps.add(app);
      }
    }
    return new Apps(apps, versions);
  }
}
