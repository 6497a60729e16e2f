package io.carillon.gateway.api;

import org.jspecify.annotations.Nullable;

/// Which attributes of channels are asked for; names that are not known are ignored.
record InfoRequest(boolean userCount, boolean subscriptionCount, boolean cache) {
  static final InfoRequest NONE = new InfoRequest(false, false, false);

  /// Reads `user_count,subscription_count,cache`.
  static InfoRequest parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    var users = false;
    var subscriptions = false;
    var cache = false;
    for (var name : text.split(",", -1)) {
      switch (name.strip()) {
        case "user_count" -> users = true;
        case "subscription_count" -> subscriptions = true;
        case "cache" -> cache = true;
        default -> {} // another server's attribute
      }
    }
    return new InfoRequest(users, subscriptions, cache);
  }

  /// Whether there is anything to be told in answer to an event, or of each of many channels: what
  /// is cached is told of one channel alone.
  boolean noCounts() {
    return !userCount && !subscriptionCount;
  }
}
