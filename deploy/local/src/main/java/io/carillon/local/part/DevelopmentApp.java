package io.carillon.local.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The app that everybody knows: `app-id`, `app-key`, `app-secret`. For loopback in development
/// alone; the parts refuse its secret in production.
public final class DevelopmentApp {
  public static final String ID = "app-id";
  public static final String KEY = "app-key";
  public static final String SECRET = "app-secret";

  private static final ObjectMapper JSON = new ObjectMapper();

  private DevelopmentApp() {}

  /// The apps file with this app alone.
  ///
  /// @param issuer whose users are the app's users
  /// @param webhook where the app's webhooks go
  public static String appsFile(Optional<String> issuer, Optional<String> webhook) {
    var app = new LinkedHashMap<String, Object>();
    app.put("id", ID);
    app.put("key", KEY);
    app.put("secret", SECRET);
    app.put("name", "Development");
    app.put("clientEvents", true);
    app.put("subscriptionCounts", true);
    app.put("watchlist", true);
    issuer.ifPresent(address -> app.put("users", Map.of("issuer", address)));
    webhook.ifPresent(url -> app.put("webhooks", List.of(Map.of("url", url))));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(List.of(app)) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of strings is not JSON", impossible);
    }
  }
}
