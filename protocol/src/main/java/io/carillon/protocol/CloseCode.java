package io.carillon.protocol;

import java.util.Optional;

/// The codes with which a server closes a socket, each with what stock clients do next.
///
/// Below 4000: retry after a second; 4000–4099: do not come back; 4100–4199: back off; 4200–4299:
/// come back at once. There is none of 4300 or more: clients take an unknown code there for a
/// refusal and stay away for good.
public enum CloseCode {
  NORMAL(1000, "Closed"),
  GOING_AWAY(1001, "The server is stopping"),
  BINARY_FRAME(1003, "Binary frames are not supported: send JSON in text frames"),
  FRAME_TOO_BIG(1009, "The frame is larger than this server accepts"),

  TLS_ONLY(4000, "The app accepts TLS connections only: reconnect with wss"),
  UNKNOWN_APP(4001, "There is no app with this key: check the key and the host"),
  APP_DISABLED(4003, "The app is paused"),
  OVER_CONNECTION_QUOTA(4004, "The app has reached its connection limit"),
  PATH_NOT_FOUND(4005, "There is nothing at this path: connect to /app/KEY"),
  MALFORMED_VERSION(4006, "The version parameter cannot be read"),
  UNSUPPORTED_PROTOCOL(4007, "The protocol version is not supported: use 4 to 7"),
  NO_PROTOCOL(4008, "The protocol parameter is missing: connect with ?protocol=7"),
  UNAUTHORIZED(4009, "The connection is not authorized"),

  /// Also for a client that floods the server, and for one that was too slow twice in a minute.
  OVER_CAPACITY(4100, "Over capacity: come back after a pause"),

  /// The gateway is draining; another one takes over.
  RECONNECT(4200, "Reconnect: the connection moves to another server"),
  NO_PONG(4201, "No answer to a ping"),
  INACTIVE(4202, "Closed after inactivity"),
  /// Frames waited past the bound. The client comes back at once, with an empty queue, to recover.
  SLOW_CONSUMER(4210, "Too slow: more was waiting than this connection took");

  /// What a stock client does after a close.
  public enum Reaction {
    RETRY,
    STAY_AWAY,
    SWITCH_TO_TLS,
    BACK_OFF,
    RETRY_AT_ONCE
  }

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public static Optional<CloseCode> of(int code) {
    for (var close : values()) {
      if (close.code == code) {
        return Optional.of(close);
      }
    }
    return Optional.empty();
  }

  public int code() {
    return code;
  }

  /// ASCII of at most 123 bytes, as a close frame takes it.
  public String reason() {
    return reason;
  }

  public Reaction reaction() {
    if (this == TLS_ONLY) {
      return Reaction.SWITCH_TO_TLS;
    }
    if (code < 4000) {
      return code == 1003 ? Reaction.BACK_OFF : Reaction.RETRY;
    }
    return switch (code / 100) {
      case 40 -> Reaction.STAY_AWAY;
      case 41 -> Reaction.BACK_OFF;
      default -> Reaction.RETRY_AT_ONCE;
    };
  }
}
