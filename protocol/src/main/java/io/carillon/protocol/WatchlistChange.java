package io.carillon.protocol;

/// What a watcher is told of one watched user.
public record WatchlistChange(String user, Status status) {
  /// Whether the user is signed in on any connection.
  public enum Status {
    ONLINE("online"),
    OFFLINE("offline");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
