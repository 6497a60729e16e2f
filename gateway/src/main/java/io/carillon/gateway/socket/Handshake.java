package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.apps.Feature;
import io.carillon.protocol.CloseCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a new connection (pusher-protocol.md sections 1.1 and 2.2).
public final class Handshake {
  private static final int OLDEST_PROTOCOL = 4;
  private static final int NEWEST_PROTOCOL = 7;
  private static final int SHOWN_MAX = 200;

  /// What was decided.
  public sealed interface Outcome {
    /// The connection is taken.
    ///
    /// @param key the app's key with which it came
    /// @param protocol 4 to 7
    /// @param address whose it is
    /// @param resumes whether the client reads positions
    record Welcome(App app, String key, int protocol, String address, boolean resumes)
        implements Outcome {}

    /// It is not.
    ///
    /// @param why for people, what to change
    record Refused(CloseCode code, String why) implements Outcome {
      public Refused(CloseCode code) {
        this(code, code.reason());
      }
    }
  }

  private Handshake() {}

  static Outcome decide(AppRegistry apps, OriginRule origins, Greeting greeting) {
    Optional<App> found = apps.byKey(greeting.key());
    if (found.isEmpty()) {
      return new Outcome.Refused(CloseCode.UNKNOWN_APP);
    }
    App app = found.get();
    if (app.paused()) {
      return new Outcome.Refused(CloseCode.APP_DISABLED);
    }
    if (app.has(Feature.TLS_ONLY) && !greeting.tls()) {
      return new Outcome.Refused(CloseCode.TLS_ONLY);
    }
    String protocol = greeting.protocol();
    if (protocol == null || protocol.isEmpty()) {
      return new Outcome.Refused(CloseCode.NO_PROTOCOL);
    }
    if (!supported(protocol)) {
      return new Outcome.Refused(CloseCode.UNSUPPORTED_PROTOCOL);
    }
    if (!origins.allows(app, greeting.origin())) {
      return new Outcome.Refused(CloseCode.UNAUTHORIZED, notAllowed(greeting.origin()));
    }
    return new Outcome.Welcome(
        app,
        shared(app, greeting.key()),
        protocol.charAt(0) - '0',
        greeting.address(),
        greeting.resumes());
  }

  /// The app's own string, so that a connection keeps none.
  private static String shared(App app, String key) {
    for (var each : app.keys()) {
      if (each.key().equals(key)) {
        return each.key();
      }
    }
    return key;
  }

  private static boolean supported(String protocol) {
    return protocol.length() == 1
        && protocol.charAt(0) >= '0' + OLDEST_PROTOCOL
        && protocol.charAt(0) <= '0' + NEWEST_PROTOCOL;
  }

  private static String notAllowed(@Nullable String origin) {
    String shown = String.valueOf(origin);
    return "Pages of %s may not connect: add it to the app's origins"
        .formatted(shown.length() <= SHOWN_MAX ? shown : shown.substring(0, SHOWN_MAX));
  }
}
