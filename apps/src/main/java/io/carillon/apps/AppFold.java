package io.carillon.apps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state that the records of the topic add up to, over the configured apps.
///
/// The same records in the same order give the same state everywhere. The first record seen of an
/// app counts whatever its version, because compaction may have removed those before it. Only the
/// registry's own thread may touch it.
final class AppFold {
  private final Map<String, App> configured = new LinkedHashMap<>();
  private final Map<String, AppRecord> records = new TreeMap<>();
  private final Set<String> lost = new TreeSet<>();

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
    var current = records.get(id);
    if (current != null && !lost.contains(id) && record.version() != current.version() + 1) {
      return Outcome.OUT_OF_TURN;
    }
    records.put(id, record);
    lost.remove(id);
    return Outcome.FOLDED;
  }

  /// After this the configured app counts again, if there is one.
  void remove(String appId) {
    records.remove(appId);
    lost.remove(appId);
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
