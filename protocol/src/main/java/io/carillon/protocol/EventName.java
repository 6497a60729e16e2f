package io.carillon.protocol;

/// An event name of 1 to 200 characters.
public record EventName(String value) {
  public static final int LENGTH_MAX = 200;

  /// The rule applies to event names only: a channel called `client-7` is an ordinary one.
  public static final String CLIENT_PREFIX = "client-";

  public EventName {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("An event name has at least one character");
    }
    if (value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "An event name has at most %d characters, this one has %d"
              .formatted(LENGTH_MAX, value.length()));
    }
  }

  public boolean sentByClients() {
    return value.startsWith(CLIENT_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
