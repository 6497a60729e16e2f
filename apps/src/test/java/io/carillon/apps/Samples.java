package io.carillon.apps;

import java.net.URI;
import java.util.List;
import java.util.Set;

/// Apps for tests.
final class Samples {
  static final PlatformKey PLATFORM_KEY = PlatformKey.of(PlatformKey.generate());
  static final String SECRET = "s3cr3t-of-the-shop";

  private Samples() {}

  static App app(String id) {
    return App.of(id, new AppKey(id + "-key", SECRET));
  }

  static App named(String id, String name) {
    var app = app(id);
    return new App(
        id,
        name,
        app.keys(),
        app.features(),
        app.paused(),
        app.webhooks(),
        app.origins(),
        app.limits(),
        app.users());
  }

  static App withUsers(String id, UserIssuer users) {
    var app = app(id);
    return new App(
        id,
        app.name(),
        app.keys(),
        app.features(),
        app.paused(),
        app.webhooks(),
        app.origins(),
        app.limits(),
        users);
  }

  static App withOrigins(String... origins) {
    var app = app("shop");
    return new App(
        app.id(),
        app.name(),
        app.keys(),
        app.features(),
        app.paused(),
        app.webhooks(),
        List.of(origins),
        app.limits(),
        app.users());
  }

  /// Every setting is another than that of a new app.
  static App complete() {
    return new App(
        "shop",
        "The shop",
        List.of(new AppKey("shop-key", SECRET), new AppKey("shop-key-2", "another-one")),
        Set.of(Feature.values()),
        true,
        List.of(
            new WebhookTarget(
                URI.create("https://shop.example/hook"), List.of("member_added"), "presence-"),
            new WebhookTarget(URI.create("http://127.0.0.1:9000/"), List.of(), null, true)),
        List.of("https://shop.example", "https://*.shop.example:8443"),
        new AppLimits(100, 200_000, 50, 40, 5, 20, 20, 30, 1_048_576, 100),
        new UserIssuer("https://login.example/realms/shop", "shop-web"));
  }
}
