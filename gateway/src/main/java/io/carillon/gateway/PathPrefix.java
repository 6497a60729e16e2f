package io.carillon.gateway;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes sockets, their HTTP fallback and the HTTP API under any prefix: an app whose cluster value
/// is `rt.example.com/p` asks for `/p.pusher.com:443/app/KEY` and `/p.pusher.com/apps/ID/events`,
/// and the fallback always asks under `/pusher` or what an app names in its place.
///
/// The prefix is gone before anybody looks at the path, so signatures are verified without it, as
/// the libraries make them (requirement R3).
@Singleton
final class PathPrefix {
  /// Longer ones are left alone, and found nowhere.
  private static final int LENGTH_MAX = 256;

  private static final Pattern PREFIXED =
      Pattern.compile(
          "(?:/[^/]+)+?(/app/[^/]+(?:/[^/]+/[^/]+/xhr(?:_streaming|_send)?)?|/apps/[^/]+/(?:events|batch_events|channels|users)(?:/.*)?)");

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(PathPrefix::handle);
  }

  private static void handle(RoutingContext context) {
    var path = context.request().path();
    var stripped = path == null ? Optional.<String>empty() : stripped(path);
    if (stripped.isEmpty()) {
      context.next();
      return;
    }
    var query = context.request().query();
    context.reroute(query == null ? stripped.get() : stripped.get() + "?" + query);
  }

  /// The path without its prefix; empty when it has none, or is none of ours.
  static Optional<String> stripped(String path) {
    // An app may be called `app`, and then an address of its administration looks prefixed.
    if (path.startsWith("/app/") || path.startsWith("/apps/") || path.startsWith("/api/admin/")) {
      return Optional.empty();
    }
    var match = PREFIXED.matcher(path);
    return match.matches() && match.start(1) <= LENGTH_MAX
        ? Optional.of(match.group(1))
        : Optional.empty();
  }
}
