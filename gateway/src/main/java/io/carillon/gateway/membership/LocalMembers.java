package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The members, of presence channels and of the place of signed-in users, that have a connection on
/// this gateway: one record is written for a user's first connection in a channel and one for its
/// last, and a connection is confirmed when the user's record has been read back. Used by the
/// membership thread alone.
final class LocalMembers {
  private record Place(ChannelKey channel, String user) {}

  private static final class Local {
    final String info;
    final Set<Joiner> joiners = Collections.newSetFromMap(new IdentityHashMap<>(2));
    final List<Joiner> waiting = new ArrayList<>(1);
    boolean confirmed;

    Local(String info) {
      this.info = info;
    }
  }

  private final Map<Place, Local> locals = new HashMap<>();
  // Member records that were written and not read back yet. A leave and a return can both be under
  // way.
  private final Map<Place, Integer> underWay = new HashMap<>();
  private final Consumer<MembershipRecord> writer;
  private String incarnation;

  LocalMembers(String incarnation, Consumer<MembershipRecord> writer) {
    this.incarnation = incarnation;
    this.writer = writer;
  }

  /// Adds a connection. @return true when its user stands in the topic already, so that it can be
  /// confirmed at once
  boolean join(ChannelKey channel, String user, String info, Joiner joiner) {
    var place = new Place(channel, user);
    Local local = locals.get(place);
    if (local == null) {
      local = new Local(info);
      locals.put(place, local);
      write(place, local);
    }
    local.joiners.add(joiner);
    if (!local.confirmed) {
      local.waiting.add(joiner);
    }
    return local.confirmed;
  }

  private void write(Place place, Local local) {
    underWay.merge(place, 1, Integer::sum);
    writer.accept(new Member(place.channel, incarnation, place.user, local.info));
  }

  /// Removes a connection; one that is not there (it was refused) changes nothing.
  void leave(ChannelKey channel, String user, Joiner joiner) {
    var place = new Place(channel, user);
    Local local = locals.get(place);
    if (local != null && local.joiners.remove(joiner)) {
      local.waiting.remove(joiner);
      if (local.joiners.isEmpty()) {
        drop(place);
      }
    }
  }

  private void drop(Place place) {
    locals.remove(place);
    writer.accept(new Left(place.channel, incarnation, place.user));
  }

  /// One of this incarnation's own records was read back.
  ///
  /// @param admitted whether the fold holds the member now
  /// @return the connections to confirm, or to refuse when not admitted
  List<Joiner> readBack(ChannelKey channel, String user, boolean admitted) {
    var place = new Place(channel, user);
    Integer left = underWay.computeIfPresent(place, (p, n) -> n == 1 ? null : n - 1);
    Local local = locals.get(place);
    if (left != null || local == null) {
      return List.of();
    }
    if (!admitted) {
      drop(place);
      return List.copyOf(local.joiners);
    }
    local.confirmed = true;
    List<Joiner> waiting = List.copyOf(local.waiting);
    local.waiting.clear();
    return waiting;
  }

  /// This gateway was judged dead: everybody is written again under a new name. Connections that
  /// are live stay so.
  void reincarnate(String newIncarnation) {
    incarnation = newIncarnation;
    underWay.clear();
    locals.forEach((place, local) -> {
      local.confirmed = false;
      write(place, local);
    });
  }

  /// The connections of a user.
  List<Joiner> joiners(ChannelKey channel, String user) {
    Local local = locals.get(new Place(channel, user));
    return local == null ? List.of() : List.copyOf(local.joiners);
  }

  /// Writes that everybody has left: the gateway stops.
  void leaveAll() {
    List.copyOf(locals.keySet()).forEach(this::drop);
  }

  int size() {
    return locals.size();
  }
}
