package io.carillon.gateway.fallback;

import io.carillon.gateway.limit.TokenBucket;
import io.carillon.gateway.socket.Connection;
import io.carillon.gateway.socket.Greeting;
import io.carillon.gateway.socket.Handshake.Outcome;
import io.carillon.gateway.socket.SocketConfig;
import io.carillon.gateway.socket.Sockets;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.ServerFrames;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// All fallback sessions of this gateway. Thread-safe.
@Singleton
final class Sessions {
  private final FallbackConfig config;
  private final SocketConfig socketConfig;
  private final Sockets sockets;
  private final Line greeting;
  private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
  private final Map<EventLoop, LoopSessions> loops = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();

  Sessions(FallbackConfig config, SocketConfig socketConfig, Sockets sockets) {
    this.config = config;
    this.socketConfig = socketConfig;
    this.sockets = sockets;
    this.greeting = Line.open(config.hostname());
  }

  Optional<Session> find(SessionKey key) {
    return Optional.ofNullable(sessions.get(key));
  }

  /// Whose a request is.
  String addressOf(HttpServerRequest request) {
    // The line's own end, whatever the server makes of headers.
    var line = request.connection().remoteAddress();
    return sockets.addressOf(
        line == null ? null : line.hostAddress(),
        String.join(",", request.headers().getAll("X-Forwarded-For")));
  }

  /// What becomes of a new session.
  Outcome decide(Greeting greeting) {
    if (sessions.size() >= config.sessionsMax()) {
      refused.increment();
      return new Outcome.Refused(CloseCode.OVER_CAPACITY);
    }
    return sockets.decide(greeting);
  }

  /// The session of that name; when two requests open it at once, they share the first one's.
  Session open(SessionKey key, Outcome.Welcome terms, EventLoop loop) {
    var mine =
        new Session(
            key,
            terms,
            this,
            loops.computeIfAbsent(loop, each -> LoopSessions.turning(each, config)));
    Session other = sessions.putIfAbsent(key, mine);
    return other == null ? mine : other;
  }

  void remove(Session session) {
    sessions.remove(session.key(), session);
  }

  Connection connect(Outcome.Welcome terms, LineWire wire, LoopSessions loop) {
    return sockets.connect(terms, wire, loop.loop());
  }

  /// Requests of one session that it could make without end.
  TokenBucket requestRate() {
    return new TokenBucket(
        socketConfig.inboundBurst(), socketConfig.inboundRate(), sockets.millis());
  }

  Line greeting() {
    return greeting;
  }

  /// All that a client is told whose session is not opened.
  Line refusal(CloseCode code, String why) {
    var error = new FrameLine();
    error.add(ServerFrames.error(code.code(), why));
    return greeting.then(error.take()).then(Line.close(code));
  }

  long millis() {
    return sockets.millis();
  }

  void countDropped() {
    dropped.increment();
  }

  int count() {
    return sessions.size();
  }

  /// Sessions so far whose client stayed away.
  long dropped() {
    return dropped.sum();
  }

  /// Sessions so far that found no room.
  long refused() {
    return refused.sum();
  }

  /// Bytes that wait in all sessions. A second old.
  long waitingBytes() {
    long waiting = 0;
    for (LoopSessions each : loops.values()) {
      waiting += each.waitingBytes();
    }
    return waiting;
  }
}
