package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.protocol.CloseCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a new socket (pusher-protocol.md sections 1.1 and 2.2).
final class Handshake {
  private static final int OLDEST_PROTOCOL = 4;
  private static final int NEWEST_PROTOCOL = 7;

  /// What was decided.
  sealed interface Outcome {
    record Welcome(App app) implements Outcome {}

    record Refused(CloseCode code) implements Outcome {}
  }

  private Handshake() {}

  /// @param key the app key of the path
  /// @param protocol the query's `protocol`, as it stands there
  static Outcome decide(AppRegistry apps, String key, @Nullable String protocol) {
    Optional<App> app = apps.byKey(key);
    if (app.isEmpty()) {
      return new Outcome.Refused(CloseCode.UNKNOWN_APP);
    }
    if (app.get().paused()) {
      return new Outcome.Refused(CloseCode.APP_DISABLED);
    }
    if (protocol == null || protocol.isEmpty()) {
      return new Outcome.Refused(CloseCode.NO_PROTOCOL);
    }
    return supported(protocol)
        ? new Outcome.Welcome(app.get())
        : new Outcome.Refused(CloseCode.UNSUPPORTED_PROTOCOL);
  }

  private static boolean supported(String protocol) {
    return protocol.length() == 1
        && protocol.charAt(0) >= '0' + OLDEST_PROTOCOL
        && protocol.charAt(0) <= '0' + NEWEST_PROTOCOL;
  }
}
