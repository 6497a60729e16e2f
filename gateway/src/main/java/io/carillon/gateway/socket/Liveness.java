package io.carillon.gateway.socket;

/// What time does to one connection: pings it when it is silent, and closes it when it answers no
/// ping, is silent for too long, or was not authorized in time (pusher-protocol.md sections 1.3,
/// 2.2 and 6.1).
///
/// Times are seconds of the connection's [Heartbeat]; used on its event loop alone.
final class Liveness {
  /// What is to be done now.
  enum Verdict {
    FINE,
    PING,
    NO_PONG,
    INACTIVE,
    UNAUTHORIZED
  }

  /// Clients of older protocols need not answer pings.
  private static final int FIRST_PROTOCOL_WITH_PONG = 5;

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final SocketConfig config;
  private final boolean answersPings;
  private int lastHeard;
  private int authorizedUntil;
  private boolean pinged;

  /// @param provisional whether the connection has to be authorized soon
  Liveness(SocketConfig config, int protocol, boolean provisional, int now) {
    this.config = config;
    this.answersPings = protocol >= FIRST_PROTOCOL_WITH_PONG;
    this.lastHeard = now;
    this.authorizedUntil =
        provisional ? now + Math.toIntExact(config.authorizedWithin().toSeconds()) : ALWAYS;
  }

  /// Any sign of life.
  void heard(int now) {
    lastHeard = now;
    pinged = false;
  }

  /// Its user signed in, or the app let it into a channel.
  void authorized() {
    authorizedUntil = ALWAYS;
  }

  Verdict check(int now) {
    if (now >= authorizedUntil) {
      return Verdict.UNAUTHORIZED;
    }
    int silent = now - lastHeard;
    if (pinged && silent >= closeAfter()) {
      return answersPings ? Verdict.NO_PONG : Verdict.INACTIVE;
    }
    if (!pinged && silent >= pingAfter()) {
      pinged = true;
      return Verdict.PING;
    }
    return Verdict.FINE;
  }

  /// Seconds until there is something to check again, when nothing is heard.
  int next(int now) {
    int due = lastHeard + (pinged ? closeAfter() : pingAfter());
    return Math.max(1, Math.min(due, authorizedUntil) - now);
  }

  private int pingAfter() {
    return Math.toIntExact(config.activityTimeout().toSeconds());
  }

  private int closeAfter() {
    return answersPings
        ? pingAfter() + Math.toIntExact(config.pongTimeout().toSeconds())
        : Math.toIntExact(config.inactivityTimeout().toSeconds());
  }
}
