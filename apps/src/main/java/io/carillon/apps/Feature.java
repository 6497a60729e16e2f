package io.carillon.apps;

/// What an app can switch on; all are off in a new app. Each is a boolean of its name in the file
/// and in records.
public enum Feature {
  /// Browsers may send `client-` events (pusher-protocol.md section 5).
  CLIENT_EVENTS("clientEvents"),
  /// Subscribers are told how many they are, and the HTTP API tells servers (section 7.2).
  SUBSCRIPTION_COUNTS("subscriptionCounts"),
  /// Users who sign in are told who of those they watch is online (section 6.4).
  WATCHLIST("watchlist"),
  /// A connection must sign in, or be let into a channel by the app, soon after it was made
  /// (section 6.1).
  AUTHORIZED_CONNECTIONS("authorizedConnections"),
  /// Sockets and requests must come over TLS (close code 4000, section 2.2).
  TLS_ONLY("tlsOnly");

  private final String field;

  Feature(String field) {
    this.field = field;
  }

  /// The member's name in JSON.
  public String field() {
    return field;
  }
}
