package io.carillon.apps;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All apps at one moment. Immutable, so that readers take no lock.
final class Apps {
  private final Map<String, App> byId;
  private final Map<String, App> byKey;
  private final Map<String, Long> versions;

  /// @param apps of two that claim one key the first has it
  /// @param versions of those that have a record
  Apps(List<App> apps, Map<String, Long> versions) {
    var ids = new HashMap<String, App>();
    var keys = new HashMap<String, App>();
    for (var app : apps) {
      ids.put(app.id(), app);
      for (var key : app.keys()) {
        keys.putIfAbsent(key.key(), app);
      }
    }
    this.byId = Map.copyOf(ids);
    this.byKey = Map.copyOf(keys);
    this.versions = Map.copyOf(versions);
  }

  Optional<App> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The app with its version, 0 when the topic has no record of it.
  Optional<RegisteredApp> registered(String id) {
    return byId(id).map(app -> new RegisteredApp(app, version(id)));
  }

  Optional<App> byKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// An app that names one of the audiences goes before those that name none. Of two that fit
  /// equally well neither is taken: whose user it is would be a guess.
  Optional<App> byIssuer(String issuer, Collection<String> audiences) {
    var named = byId.values().stream().filter(app -> names(app, issuer, audiences)).toList();
    var fitting =
        named.isEmpty()
            ? byId.values().stream().filter(app -> takesAnyAudience(app, issuer)).toList()
            : named;
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  Collection<App> all() {
    return byId.values();
  }

  long version(String id) {
    return versions.getOrDefault(id, 0L);
  }

  private static boolean names(App app, String issuer, Collection<String> audiences) {
    var users = app.users();
    if (users == null || !users.issuer().equals(issuer)) {
      return false;
    }
    var audience = users.audience();
    return audience != null && audiences.contains(audience);
  }

  private static boolean takesAnyAudience(App app, String issuer) {
    var users = app.users();
    return users != null && users.issuer().equals(issuer) && users.audience() == null;
  }
}
