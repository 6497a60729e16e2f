package io.carillon.gateway.api;

import org.jspecify.annotations.Nullable;

/// Which attributes of channels are asked for; names that are not known are ignored.
record InfoRequest(boolean userCount, boolean subscriptionCount) {
  static final InfoRequest NONE = new InfoRequest(false, false);

  /// Reads `user_count,subscription_count`.
  static InfoRequest parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    var users = false;
    var subscriptions = false;
    for (var name : text.split(",", -1)) {
      switch (name.strip()) {
        case "user_count" -> users = true;
        case "subscription_count" -> subscriptions = true;
        default -> {} // another server's attribute
      }
    }
    return new InfoRequest(users, subscriptions);
  }

  boolean none() {
    return !userCount && !subscriptionCount;
  }
}
