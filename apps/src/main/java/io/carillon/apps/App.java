package io.carillon.apps;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One tenant of the platform: its keys, features, limits and targets.
///
/// @param keys at least one; the first signs webhooks, all are accepted
/// @param features what it has switched on
/// @param paused its sockets are closed and its requests refused
/// @param origins web pages that may connect: `https://shop.example`, `https://*.shop.example`, `*`
/// @param users who vouches for its users; null when it has none of its own
public record App(
    String id,
    String name,
    List<AppKey> keys,
    Set<Feature> features,
    boolean paused,
    List<WebhookTarget> webhooks,
    List<String> origins,
    AppLimits limits,
    @Nullable UserIssuer users) {
  /// Pairs of key and secret that count at once.
  public static final int KEYS_MAX = 16;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");
  private static final int NAME_LENGTH_MAX = 200;

  public App {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an app id has 1 to 64 of A-Z a-z 0-9 _ -");
    }
    if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException("an app's name has 1 to 200 characters");
    }
    keys = List.copyOf(keys);
    features = Set.copyOf(features);
    webhooks = List.copyOf(webhooks);
    origins = List.copyOf(origins);
    requireKeys(keys);
    for (var origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "an origin is like https://shop.example, https://*.shop.example or *, not " + origin);
      }
    }
  }

  /// An app with one key and the settings of a new one.
  public static App of(String id, AppKey key) {
    return new App(
        id, id, List.of(key), Set.of(), false, List.of(), List.of(), AppLimits.DEFAULT, null);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  public Optional<String> secretOf(String key) {
    for (var each : keys) {
      if (each.key().equals(key)) {
        return Optional.of(each.secret());
      }
    }
    return Optional.empty();
  }

  /// The key that signs what the platform sends to the app.
  public AppKey signingKey() {
    return keys.getFirst();
  }

  public boolean hasDevelopmentSecret() {
    return keys.stream().anyMatch(AppKey::forDevelopmentOnly);
  }

  /// False for an app that lists no origins: the caller says what its environment makes of that.
  public boolean allowsOrigin(String origin) {
    for (var allowed : origins) {
      if (allowed.equals("*") || allowed.equalsIgnoreCase(origin) || below(allowed, origin)) {
        return true;
      }
    }
    return false;
  }

  public App asPaused() {
    return new App(id, name, keys, features, true, webhooks, origins, limits, users);
  }

  public App asResumed() {
    return new App(id, name, keys, features, false, webhooks, origins, limits, users);
  }

  public App withKeys(List<AppKey> others) {
    return new App(id, name, others, features, paused, webhooks, origins, limits, users);
  }

  // `https://*.shop.example` stands for every host below shop.example, not for itself.
  private static boolean below(String allowed, String origin) {
    var star = allowed.indexOf("*.");
    if (star < 0) {
      return false;
    }
    var scheme = allowed.substring(0, star);
    var domain = allowed.substring(star + 1);
    var names = origin.length() - scheme.length() - domain.length();
    return names > 0
        && origin.regionMatches(true, 0, scheme, 0, scheme.length())
        && origin.regionMatches(true, scheme.length() + names, domain, 0, domain.length())
        && HOST.matcher(origin).region(scheme.length(), scheme.length() + names).matches();
  }

  private static void requireKeys(List<AppKey> keys) {
    if (keys.isEmpty() || keys.size() > KEYS_MAX) {
      throw new IllegalArgumentException("an app has 1 to " + KEYS_MAX + " keys");
    }
    var seen = new HashSet<String>();
    for (var key : keys) {
      if (!seen.add(key.key())) {
        throw new IllegalArgumentException("the key " + key.key() + " stands twice");
      }
    }
  }
}
