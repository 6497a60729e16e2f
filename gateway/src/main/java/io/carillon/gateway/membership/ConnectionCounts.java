package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// How many connections each app has on this gateway, told to the others by the count of a place
/// that each app has.
///
/// A connection of an app with a limit waits at the door: the next count that is written includes
/// those who wait, and when it is read back, the fold at that place says how many of them there is
/// room for. All gateways read the counts in the same order, so of two that fill the last seats at
/// the same moment the one that stands first in the topic has them. What others claim and then do
/// not get is counted until they take it back: one who comes meanwhile is refused though a seat is
/// free, which can happen only to an app that is at its limit.
///
/// Used by the membership thread alone.
final class ConnectionCounts {
  /// One app. At most one of its counts is under way, so that what is read back is what was written
  /// last.
  private static final class Door {
    final ChannelKey place;
    final Set<Entrant> inside = new HashSet<>();
    Set<Entrant> claimed = new LinkedHashSet<>();
    Set<Entrant> waiting = new LinkedHashSet<>();
    int written;
    boolean underWay;
    Instant since = Instant.MAX;

    Door(ChannelKey place) {
      this.place = place;
    }

    int number() {
      return inside.size() + claimed.size() + waiting.size();
    }

    boolean holds() {
      return !claimed.isEmpty() || !waiting.isEmpty();
    }

    boolean idle() {
      return number() == 0 && written == 0 && !underWay;
    }
  }

  private final MembershipView view;
  private final AppRules rules;
  private final Duration waitMax;
  private final Map<String, Door> doors = new HashMap<>();
  private final Set<Door> changed = new LinkedHashSet<>();
  private final Set<Door> holding = new LinkedHashSet<>();
  private volatile int waiting;

  /// @param waitMax how long one waits for the topic before it is decided by what is known
  ConnectionCounts(MembershipView view, AppRules rules, Duration waitMax) {
    this.view = view;
    this.rules = rules;
    this.waitMax = waitMax;
  }

  /// A connection that waits for nothing.
  void entered(String app, Entrant entrant) {
    Door door = door(app);
    if (door.inside.add(entrant)) {
      changed.add(door);
    }
  }

  /// A connection that hears whether there is room for it.
  void enter(String app, Entrant entrant, Instant now) {
    Door door = door(app);
    if (!door.holds()) {
      door.since = now;
    }
    door.waiting.add(entrant);
    changed.add(door);
    holding.add(door);
  }

  /// A connection ended; one that was refused is not there.
  void left(String app, Entrant entrant) {
    Door door = doors.get(app);
    if (door != null
        && (door.inside.remove(entrant)
            || door.claimed.remove(entrant)
            || door.waiting.remove(entrant))) {
      changed.add(door);
    }
  }

  private Door door(String app) {
    return doors.computeIfAbsent(app, a -> new Door(ChannelKey.ofConnections(a)));
  }

  /// This gateway's last count of an app was read back and is folded.
  void readBack(String app) {
    Door door = doors.get(app);
    if (door == null || !door.underWay) {
      return;
    }
    door.underWay = false;
    long over = view.state(door.place).subscriptions() - rules.connectionsMax(app);
    // Some may have left since it was written.
    int leftSince = door.written - door.inside.size() - door.claimed.size();
    decide(door.claimed, door.claimed.size() - Math.max(0, over - leftSince), door);
    door.claimed = new LinkedHashSet<>();
    if (!door.holds()) {
      holding.remove(door);
    }
    changed.add(door);
  }

  private static void decide(Set<Entrant> entrants, long room, Door door) {
    long admitted = 0;
    for (Entrant entrant : entrants) {
      if (admitted < room) {
        admitted++;
        door.inside.add(entrant);
        entrant.admitted();
      } else {
        entrant.refused();
      }
    }
  }

  /// Those who waited too long for the topic: by what is known of the others.
  void expire(String incarnation, Instant now) {
    if (holding.isEmpty()) {
      return;
    }
    for (Door door : List.copyOf(holding)) {
      if (door.since.plus(waitMax).isAfter(now)) {
        continue;
      }
      int others = view.state(door.place).subscriptions() - view.counted(door.place, incarnation);
      var all = new ArrayList<>(door.claimed);
      all.addAll(door.waiting);
      door.claimed = new LinkedHashSet<>();
      door.waiting = new LinkedHashSet<>();
      long room = rules.connectionsMax(door.place.app()) - others - door.inside.size();
      decide(new LinkedHashSet<>(all), room, door);
      holding.remove(door);
      changed.add(door);
    }
  }

  /// Writes what changed: of apps that have a limit, or where somebody waits, at once.
  ///
  /// @param all whether the others' turn is now
  void write(String incarnation, boolean all, Instant now, Consumer<Count> writer) {
    for (var each = changed.iterator(); each.hasNext(); ) {
      Door door = each.next();
      if (door.underWay || !(all || door.holds() || limited(door))) {
        continue;
      }
      each.remove();
      int number = door.number();
      if (number != door.written || door.holds()) {
        door.claimed = door.waiting;
        door.waiting = new LinkedHashSet<>();
        door.written = number;
        door.underWay = true;
        door.since = now;
        writer.accept(new Count(door.place, incarnation, number));
      } else if (door.idle()) {
        doors.remove(door.place.app());
      }
    }
    waiting = held();
  }

  private int held() {
    int held = 0;
    for (Door door : holding) {
      held += door.claimed.size() + door.waiting.size();
    }
    return held;
  }

  private boolean limited(Door door) {
    return rules.connectionsMax(door.place.app()) != Long.MAX_VALUE;
  }

  /// What was written counts no more: this gateway goes on under another name.
  void reincarnate() {
    for (Door door : doors.values()) {
      var again = new LinkedHashSet<>(door.claimed);
      again.addAll(door.waiting);
      door.claimed = new LinkedHashSet<>();
      door.waiting = again;
      door.underWay = false;
      door.written = 0;
      changed.add(door);
    }
  }

  /// Gives the place of each app that has been counted.
  void forEach(Consumer<ChannelKey> action) {
    doors.values().forEach(door -> action.accept(door.place));
  }

  /// Connections that wait at a door. For any thread.
  int waiting() {
    return waiting;
  }
}
