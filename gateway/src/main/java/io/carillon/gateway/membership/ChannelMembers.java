package io.carillon.gateway.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of one channel. Changed by the membership thread; [#users] and [#subscriptions()]
/// may be read by any.
final class ChannelMembers {
  /// A user and the gateways that have a connection of theirs; with none left the member is kept
  /// for a grace period.
  static final class Member {
    final String info;
    final Set<String> holders = new HashSet<>(2);

    /// False for one above a limit, until whoever wrote it takes it back.
    boolean admitted = true;

    Member(String info) {
      this.info = info;
    }
  }

  final Map<String, Member> users = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>(4);
  private volatile int subscriptions;

  @Nullable Member user(String id) {
    return users.get(id);
  }

  /// @param count 0 when that gateway has none any more
  void count(String incarnation, int count) {
    if (count == 0) {
      counts.remove(incarnation);
    } else {
      counts.put(incarnation, count);
    }
    int sum = 0;
    for (int each : counts.values()) {
      sum += each;
    }
    subscriptions = sum;
  }

  boolean counts(String incarnation) {
    return counts.containsKey(incarnation);
  }

  int countOf(String incarnation) {
    return counts.getOrDefault(incarnation, 0);
  }

  int subscriptions() {
    return subscriptions;
  }

  boolean empty() {
    return users.isEmpty() && counts.isEmpty();
  }
}
