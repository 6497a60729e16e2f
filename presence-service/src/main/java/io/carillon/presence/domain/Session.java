package io.carillon.presence.domain;

import java.util.ArrayList;
import java.util.List;

/// Why one session counts: the gateways that have its sockets, and until when its last sign of life
/// over HTTP holds (0: it gave none, or left).
///
/// It counts until an event says otherwise, never because a clock went on.
public record Session(List<String> gateways, long httpUntilMs) {
  /// A session that nothing holds: it does not count.
  public static final Session NONE = new Session(List.of(), 0);

  public Session {
    gateways = List.copyOf(gateways);
  }

  boolean counts() {
    return !gateways.isEmpty() || httpUntilMs > 0;
  }

  Session heardUntil(long untilMs) {
    return new Session(gateways, Math.max(httpUntilMs, untilMs));
  }

  Session silent() {
    return new Session(gateways, 0);
  }

  Session on(String gateway) {
    if (gateways.contains(gateway)) {
      return this;
    }
    var more = new ArrayList<>(gateways);
    more.add(gateway);
    return new Session(more, httpUntilMs);
  }

  Session off(String gateway) {
    if (!gateways.contains(gateway)) {
      return this;
    }
    return new Session(gateways.stream().filter(one -> !one.equals(gateway)).toList(), httpUntilMs);
  }
}
