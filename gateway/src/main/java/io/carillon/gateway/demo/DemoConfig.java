package io.carillon.gateway.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Where a browser finds the parts that the demo page talks to.
@ConfigMapping(prefix = "carillon.demo")
interface DemoConfig {
  @WithDefault("false")
  boolean enabled();

  /// The app whose key the page uses.
  @WithDefault("app-id")
  String app();

  @WithDefault("http://127.0.0.1:8081")
  String chatUrl();

  @WithDefault("http://127.0.0.1:8082")
  String presenceUrl();

  @WithDefault("http://127.0.0.1:8083")
  String leaderboardUrl();

  @WithDefault("http://127.0.0.1:8090/carillon")
  String oidcUrl();

  @WithDefault("carillon-demo")
  String clientId();
}
