package io.carillon.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.apps.App;
import io.carillon.apps.AppForm;
import io.carillon.apps.RegisteredApp;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who does what, and when, as JSON; no secret is in it.
///
/// Two of the same `id` belong together: `begun` stands on the log before anything is done, and the
/// second says what became of it.
final class AuditEntry {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Addresses and patterns of webhooks may carry credentials of their receivers.
  private static final List<String> NAMED_ONLY = List.of("webhooks");

  private final ObjectNode entry;
  private final String app;

  private AuditEntry(ObjectNode entry, String app) {
    this.entry = entry;
    this.app = app;
  }

  /// What became of it.
  enum Phase {
    BEGUN("begun"),
    DONE("done"),
    /// Another change came first, and this one counts nowhere.
    OVERTAKEN("overtaken"),
    /// Nobody knows whether it counts.
    UNKNOWN("unknown"),
    FAILED("failed");

    private final String title;

    Phase(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// @param before the app that it is about; null when it is made by this
  /// @param after what is to become of it; null when it is removed, or stays as it is
  static AuditEntry begun(
      String action, Admin admin, @Nullable RegisteredApp before, @Nullable App after) {
    var app =
        before == null ? String.valueOf(after == null ? null : after.id()) : before.app().id();
    var entry = JSON.createObjectNode();
    entry.put("id", UUID.randomUUID().toString());
    entry.put("action", action);
    entry.put("app", app);
    entry.put("version", before == null ? 0 : before.version());
    var by = entry.putObject("by");
    by.put("subject", admin.subject());
    by.put("issuer", admin.issuer());
    by.put("name", admin.name());
    by.put("role", admin.role().title());
    if (after != null) {
      changes(before, after, entry.putObject("changes"));
    }
    return new AuditEntry(entry, app);
  }

  /// Names the key that it is about.
  AuditEntry aboutKey(String key) {
    entry.put("key", key);
    return this;
  }

  String app() {
    return app;
  }

  String action() {
    return entry.path("action").asText();
  }

  String json(Phase phase, Instant now) {
    return entry.deepCopy().put("phase", phase.title).put("time", now.toString()).toString();
  }

  private static void changes(@Nullable RegisteredApp before, App after, ObjectNode changes) {
    var old = before == null ? JSON.createObjectNode() : AppForm.shown(before);
    differences("", old, AppForm.shown(new RegisteredApp(after, 0)), changes);
    changes.remove(List.of("version", "source"));
  }

  private static void differences(String path, JsonNode old, JsonNode now, ObjectNode changes) {
    var names = new TreeSet<String>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      var from = old.path(name);
      var to = now.path(name);
      if (from.equals(to)) {
        continue;
      }
      if (to.isObject() && path.isEmpty()) {
        differences(name + ".", from, to, changes);
      } else {
        var change = changes.putObject(path + name);
        if (!NAMED_ONLY.contains(name)) {
          change.set("from", from.isMissingNode() ? null : from);
          change.set("to", to.isMissingNode() ? null : to);
        }
      }
    }
  }
}
