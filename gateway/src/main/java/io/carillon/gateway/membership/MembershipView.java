package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Forgotten;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.events.Partitions;
import io.carillon.gateway.membership.GracePeriod.Absence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The fold of the memberships topic: the same on every gateway that has read as far.
///
/// The membership thread folds; the questions of the HTTP API may come from any thread.
public final class MembershipView {
  /// Receives what a fold changed for those who watch a channel.
  interface Watcher {
    void added(ChannelKey channel, String user, String info);

    void removed(ChannelKey channel, String user);

    /// The subscriptions of a channel without members were counted anew.
    void counted(ChannelKey channel, int subscriptions);
  }

  private record Partition(Map<ChannelKey, ChannelMembers> channels, Set<String> gone) {
    Partition() {
      this(new ConcurrentHashMap<>(), new HashSet<>());
    }
  }

  private final List<Partition> partitions;
  private final GracePeriod grace;
  private final AppRules rules;
  private boolean loading;

  MembershipView(int partitions, GracePeriod grace, AppRules rules) {
    this.partitions = IntStream.range(0, partitions).mapToObj(p -> new Partition()).toList();
    this.grace = grace;
    this.rules = rules;
  }

  /// The channels of an app that are occupied and begin with `prefix`, by name.
  public SortedMap<String, ChannelState> channels(String app, String prefix) {
    var found = new TreeMap<String, ChannelState>();
    for (Partition partition : partitions) {
      partition.channels.forEach((key, members) -> {
        if (key.app().equals(app) && key.channel().startsWith(prefix) && !key.isPlace()) {
          found.put(key.channel(), stateOf(members));
        }
      });
    }
    return found;
  }

  /// What is known of one channel; vacant when nothing is.
  public ChannelState state(ChannelKey key) {
    ChannelMembers members = home(key).channels.get(key);
    return members == null ? ChannelState.VACANT : stateOf(members);
  }

  /// Connections that an app has, over all gateways.
  public int connections(String app) {
    return state(ChannelKey.ofConnections(app)).subscriptions();
  }

  /// How many channels of an app are occupied, over all gateways; known of those alone that have a
  /// limit.
  public int occupied(String app) {
    return state(ChannelKey.ofChannels(app)).users();
  }

  /// Whether a channel is one of those.
  public boolean occupies(ChannelKey channel) {
    ChannelKey place = ChannelKey.ofChannels(channel.app());
    ChannelMembers members = home(place).channels.get(place);
    return members != null && members.user(channel.channel()) != null;
  }

  /// The ids of a presence channel's members.
  public List<String> users(ChannelKey key) {
    ChannelMembers members = home(key).channels.get(key);
    return members == null ? List.of() : List.copyOf(members.users.keySet());
  }

  /// Those of the given users who are members.
  Set<String> present(ChannelKey key, List<String> users) {
    ChannelMembers members = users.isEmpty() ? null : home(key).channels.get(key);
    var present = new HashSet<String>();
    if (members != null) {
      for (String user : users) {
        if (members.user(user) != null) {
          present.add(user);
        }
      }
    }
    return present;
  }

  private static ChannelState stateOf(ChannelMembers members) {
    return new ChannelState(members.subscriptions(), members.users.size());
  }

  private Partition home(ChannelKey key) {
    return partitions.get(Partitions.of(key.bytes(), partitions.size()));
  }

  /// What one gateway counts there.
  int counted(ChannelKey key, String incarnation) {
    ChannelMembers members = home(key).channels.get(key);
    return members == null ? 0 : members.countOf(incarnation);
  }

  /// What stood in the topic at the start is folded from now on. The order in which it was written
  /// is not in it any more, so it all counts as admitted.
  void beginLoading() {
    loading = true;
  }

  void loaded() {
    loading = false;
  }

  /// The info of each member, as a roster shows it.
  Map<String, String> roster(ChannelKey key) {
    var roster = new LinkedHashMap<String, String>();
    ChannelMembers members = home(key).channels.get(key);
    if (members != null) {
      members.users.forEach((user, member) -> roster.put(user, member.info));
    }
    return roster;
  }

  /// Whether `incarnation` holds the user in the channel: false when its record was not admitted.
  boolean holds(ChannelKey key, String user, String incarnation) {
    ChannelMembers members = home(key).channels.get(key);
    ChannelMembers.Member member = members == null ? null : members.user(user);
    return member != null && member.admitted && member.holders.contains(incarnation);
  }

  /// Folds one record. @return the records that a dead incarnation left behind, for its judge to
  /// clean up
  List<MembershipRecord> fold(int number, MembershipRecord record, Instant now, Watcher watcher) {
    Partition partition = partitions.get(number);
    if (partition.gone.contains(record.incarnation())) {
      if (record instanceof Forgotten) {
        partition.gone.remove(record.incarnation());
      }
      return List.of();
    }
    switch (record) {
      case Member member -> join(partition, member, watcher);
      case Left left -> leave(partition, left, watcher);
      case Count(ChannelKey channel, String incarnation, int subscriptions) ->
          count(partition, channel, incarnation, subscriptions, watcher);
      case Gone(String incarnation) -> {
        return gone(partition, incarnation, now, watcher);
      }
      case Forgotten ignored -> {}
    }
    return List.of();
  }

  private void join(Partition partition, Member record, Watcher watcher) {
    ChannelKey channel = record.channel();
    ChannelMembers members = partition.channels.computeIfAbsent(channel, c -> new ChannelMembers());
    ChannelMembers.Member member = members.user(record.user());
    if (member != null) {
      member.holders.add(record.incarnation());
      member.admitted = member.admitted || hasRoom(members.users.size(), record);
      grace.release(channel, record.user());
      return;
    }
    // Decided by the order of the topic, so every gateway admits the same ones.
    if (!channel.isPlace() && members.users.size() >= rules.membersMax(channel.app())) {
      return;
    }
    member = new ChannelMembers.Member(record.info());
    member.admitted = !channel.holdsChannels() || hasRoom(members.users.size() + 1, record);
    member.holders.add(record.incarnation());
    members.users.put(record.user(), member);
    watcher.added(channel, record.user(), record.info());
  }

  /// Whether so many channels are within the app's limit. One above it is folded all the same: a
  /// limit that was lowered has more than it allows, and they count.
  private boolean hasRoom(int channels, Member record) {
    return loading
        || record.info().equals(OccupiedChannels.KEPT)
        || channels <= rules.channelsMax(record.channel().app());
  }

  private void leave(Partition partition, Left record, Watcher watcher) {
    ChannelMembers members = partition.channels.get(record.channel());
    ChannelMembers.Member member = members == null ? null : members.user(record.user());
    // A member that waits for its grace to end has no holders: its gateway's cleaning up changes
    // nothing.
    if (member != null && member.holders.remove(record.incarnation()) && member.holders.isEmpty()) {
      remove(partition, record.channel(), record.user(), watcher);
    }
  }

  private static void remove(
      Partition partition, ChannelKey channel, String user, Watcher watcher) {
    ChannelMembers members = partition.channels.get(channel);
    if (members != null && members.users.remove(user) != null) {
      watcher.removed(channel, user);
      dropIfEmpty(partition, channel, members);
    }
  }

  private static void count(
      Partition partition,
      ChannelKey channel,
      String incarnation,
      int subscriptions,
      Watcher watcher) {
    ChannelMembers members = partition.channels.computeIfAbsent(channel, c -> new ChannelMembers());
    members.count(incarnation, subscriptions);
    watcher.counted(channel, members.subscriptions());
    dropIfEmpty(partition, channel, members);
  }

  private static void dropIfEmpty(Partition partition, ChannelKey channel, ChannelMembers members) {
    if (members.empty()) {
      partition.channels.remove(channel);
    }
  }

  private List<MembershipRecord> gone(
      Partition partition, String incarnation, Instant now, Watcher watcher) {
    partition.gone.add(incarnation);
    var left = new ArrayList<MembershipRecord>();
    partition.channels.forEach((channel, members) -> {
      if (members.counts(incarnation)) {
        members.count(incarnation, 0);
        watcher.counted(channel, members.subscriptions());
        left.add(new Count(channel, incarnation, 0));
      }
      members.users.forEach((user, member) -> {
        if (member.holders.remove(incarnation)) {
          left.add(new Left(channel, incarnation, user));
          if (member.holders.isEmpty()) {
            grace.hold(channel, user, now);
          }
        }
      });
      dropIfEmpty(partition, channel, members);
    });
    return left;
  }

  /// Removes the members whose grace is over.
  void expire(Instant now, Watcher watcher) {
    for (Absence absence : grace.over(now)) {
      remove(home(absence.channel()), absence.channel(), absence.user(), watcher);
    }
  }
}
