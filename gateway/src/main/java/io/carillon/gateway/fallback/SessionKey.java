package io.carillon.gateway.fallback;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one session: the app's key, and what the client made up for itself.
///
/// The stock client draws a number below 1000 and eight characters of base 32: about 50 bits, and
/// nothing else is asked for. So whoever knows the name of an open session may read it, in place of
/// its client, and send as it would, until either leaves: protect it like a session cookie (TLS, no
/// paths in logs; this gateway logs none). It cannot be found by trying: with 1,000 sessions open
/// and 10,000 tries a second a hit takes some years, and a name that only misses opens a session of
/// the one who tries, on which nothing is to be read. A name means nothing under another app's key.
/// Private and presence channels are signed for the socket id, which never stands in a path.
record SessionKey(String appKey, String server, String session) {
  private static final Pattern SERVER = Pattern.compile("[0-9]{1,3}");
  private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z_-]{8,64}");
  private static final int APP_KEY_LENGTH_MAX = 200;

  /// The session of these path segments; empty when no client would name one so.
  static Optional<SessionKey> of(String appKey, String server, String session) {
    return appKey.length() <= APP_KEY_LENGTH_MAX
            && SERVER.matcher(server).matches()
            && SESSION.matcher(session).matches()
        ? Optional.of(new SessionKey(appKey, server, session))
        : Optional.empty();
  }
}
