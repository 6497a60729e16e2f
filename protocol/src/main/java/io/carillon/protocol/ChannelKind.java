package io.carillon.protocol;

/// What a channel is, decided by the beginning of its name alone.
///
/// Prefixes are anchored at the start and the longest wins, so `my-private-room` is public and
/// `private-cache-x` is cached.
public enum ChannelKind {
  PRIVATE_ENCRYPTED_CACHE("private-encrypted-cache-"),
  PRIVATE_ENCRYPTED("private-encrypted-"),
  PRIVATE_CACHE("private-cache-"),
  PRIVATE("private-"),
  PRESENCE_CACHE("presence-cache-"),
  PRESENCE("presence-"),
  CACHE("cache-"),
  SERVER_TO_USER("#server-to-user-"),
  PUBLIC("");

  // In the order of declaration: longer prefixes stand before those they begin with.
  private static final ChannelKind[] BY_PREFIX = values();

  private final String prefix;

  ChannelKind(String prefix) {
    this.prefix = prefix;
  }

  public static ChannelKind of(String channel) {
    for (var kind : BY_PREFIX) {
      if (channel.startsWith(kind.prefix)) {
        return kind;
      }
    }
    return PUBLIC;
  }

  public String prefix() {
    return prefix;
  }

  /// Has members with a user id, and so a roster.
  public boolean presence() {
    return this == PRESENCE || this == PRESENCE_CACHE;
  }

  /// Keeps its last event for those who subscribe later.
  public boolean cached() {
    return switch (this) {
      case CACHE, PRIVATE_CACHE, PRIVATE_ENCRYPTED_CACHE, PRESENCE_CACHE -> true;
      case PUBLIC, PRIVATE, PRIVATE_ENCRYPTED, PRESENCE, SERVER_TO_USER -> false;
    };
  }

  /// Needs a signature by the app to be subscribed to. A server-to-user channel needs none: it is
  /// open only to the user who is signed in on that connection.
  public boolean authorized() {
    return switch (this) {
      case PRIVATE, PRIVATE_CACHE, PRIVATE_ENCRYPTED, PRIVATE_ENCRYPTED_CACHE -> true;
      case PRESENCE, PRESENCE_CACHE -> true;
      case PUBLIC, CACHE, SERVER_TO_USER -> false;
    };
  }

  /// Carries text that only clients can read; one trigger may name only one such channel.
  public boolean encrypted() {
    return this == PRIVATE_ENCRYPTED || this == PRIVATE_ENCRYPTED_CACHE;
  }

  /// Lets subscribers send `client-` events to each other.
  public boolean takesClientEvents() {
    return authorized();
  }
}
