package io.carillon.gateway.webhook;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.apps.WebhookTarget;
import io.carillon.events.WebhookDelivery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Who wants to be told of what, by the apps' settings as they are now. For any thread.
final class Targets {
  private final AppRegistry apps;

  Targets(AppRegistry apps) {
    this.apps = apps;
  }

  /// One delivery for each address that wants the event.
  List<WebhookDelivery> of(Occupancy.Told told) {
    WebhookEvent event = told.event();
    Optional<App> app = apps.byId(event.channel().app());
    if (app.isEmpty() || app.get().webhooks().isEmpty()) {
      return List.of();
    }
    var addresses = new LinkedHashSet<String>();
    for (WebhookTarget target : app.get().webhooks()) {
      if (target.wants(event.name(), event.channel().channel())) {
        addresses.add(target.url().toString());
      }
    }
    if (addresses.isEmpty()) {
      return List.of();
    }
    byte[] json = event.json();
    return addresses.stream()
        .map(address ->
            new WebhookDelivery(event.channel(), event.name(), address, told.time(), json))
        .toList();
  }

  /// Whether anybody wants something that the log alone tells.
  boolean wantLog() {
    for (App app : apps.all()) {
      for (WebhookTarget target : app.webhooks()) {
        if (target.events().isEmpty()
            || target.events().contains(WebhookEvent.ClientEvent.NAME)
            || target.events().contains(WebhookEvent.CacheMiss.NAME)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The app, if it is still there.
  Optional<App> app(String id) {
    return apps.byId(id);
  }

  /// The app's target of that address, if it still has one.
  Optional<WebhookTarget> target(String app, String url) {
    return apps.byId(app).stream()
        .flatMap(each -> each.webhooks().stream())
        .filter(target -> target.url().toString().equals(url))
        .findFirst();
  }

  /// True once the apps are known.
  boolean ready() {
    return apps.ready();
  }
}
