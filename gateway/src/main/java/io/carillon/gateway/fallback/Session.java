package io.carillon.gateway.fallback;

import io.carillon.gateway.limit.TokenBucket;
import io.carillon.gateway.socket.Connection;
import io.carillon.gateway.socket.Handshake.Outcome.Welcome;
import io.carillon.protocol.CloseCode;
import java.util.List;

/// One client's session, from its first receiver until it is closed or nobody receives any more.
///
/// Requests of any event loop find it; every method but [#run(Runnable)] is called on its own.
final class Session {
  /// A heartbeat of the client that comes sooner after one of this side is the answer to it.
  private static final int ANSWERED_WITHIN_SECONDS = 5;

  private final SessionKey key;
  private final Sessions all;
  private final LoopSessions loop;
  private final LineWire wire;
  private final Connection connection;
  private final TokenBucket requests;
  private boolean greeted;
  private boolean over;

  Session(SessionKey key, Welcome terms, Sessions all, LoopSessions loop) {
    this.key = key;
    this.all = all;
    this.loop = loop;
    this.wire = new LineWire(loop::now, this::over);
    this.connection = all.connect(terms, wire, loop);
    this.requests = all.requestRate();
  }

  SessionKey key() {
    return key;
  }

  /// Runs the task on the session's loop: at once when called there.
  void run(Runnable task) {
    loop.run(task);
  }

  /// Runs it there after so long.
  void later(int seconds, Runnable task) {
    loop.later(seconds, task);
  }

  /// A request to receive. One that follows an answer is not counted: answers come when there is
  /// something to tell.
  void receive(Receiver receiver) {
    if (over) {
      receiver.end(Line.close(CloseCode.RECONNECT)); // it ended while the request was handed over
      return;
    }
    connection.heard();
    if (!greeted) {
      greeted = true;
      loop.add(this);
      wire.open(receiver, all.greeting());
      connection.welcome();
    } else {
      boolean counts = wire.receives();
      wire.attach(receiver);
      if (counts) {
        requireWithinRate();
      }
    }
  }

  /// What a client sent; nothing is its heartbeat. @return false when the session is over
  boolean send(List<String> messages) {
    if (!connection.open()) {
      return false;
    }
    connection.heard();
    if (!requireWithinRate()) {
      return true;
    }
    if (messages.isEmpty()) {
      answerHeartbeat();
    }
    for (String message : messages) {
      connection.receive(message, all.millis());
    }
    return true;
  }

  private boolean requireWithinRate() {
    if (connection.open() && !requests.take(all.millis())) {
      connection.refuse(CloseCode.OVER_CAPACITY);
    }
    return connection.open();
  }

  /// Streaming clients answer heartbeats with one of their own: answering that would never end.
  private void answerHeartbeat() {
    if (!wire.answered(ANSWERED_WITHIN_SECONDS)) {
      wire.ping();
    }
  }

  /// What the client sent at once was larger than a message may be.
  void refuseTooLarge() {
    connection.close(CloseCode.FRAME_TOO_BIG);
  }

  void drained(Receiver receiver) {
    wire.drained(receiver);
  }

  void gone(Receiver receiver) {
    wire.gone(receiver);
  }

  /// Looks at it once a second.
  void look(int absentSecondsMax, int heartbeatSeconds) {
    if (wire.secondsAbsent() >= absentSecondsMax) {
      if (connection.open()) {
        all.countDropped();
      }
      over();
    } else if (wire.secondsSilent() >= heartbeatSeconds) {
      wire.ping();
    }
  }

  private void over() {
    over = true;
    connection.closed();
    wire.discard();
    loop.remove(this);
    all.remove(this);
  }

  int waitingBytes() {
    return wire.waitingBytes() + connection.waitingBytes();
  }
}
