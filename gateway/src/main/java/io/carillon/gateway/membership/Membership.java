package io.carillon.gateway.membership;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Forgotten;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.channel.Hub;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// This gateway's part in the cluster's membership: decides what to write, folds what is read,
/// tells subscribers, judges.
///
/// All methods are called by the membership thread alone. It knows Kafka only through
/// [MembershipWriter].
final class Membership {
  private static final Logger LOG = Logger.getLogger(Membership.class);

  private record Forget(String incarnation, Instant due) {}

  private final MembershipConfig config;
  private final MembershipWriter writer;
  private final Hub hub;
  private final InstantSource clock;
  private final AppRules rules;
  private final MembershipView view;
  private final CountPacing pacing;
  private final SubscriptionCounts counts;
  private final ConnectionCounts connections;
  private final OccupiedChannels channels = new OccupiedChannels(this);
  private final LocalMembers locals;
  private final SignedInUsers users;
  private final Beats beats;
  private final MembershipCodec codec = new MembershipCodec();
  private final Set<String> judged = new HashSet<>();
  private final Deque<Forget> toForget = new ArrayDeque<>();
  private Changes changes;
  private String incarnation = newIncarnation();
  private Instant nextBeat = Instant.MIN;
  private Instant nextCounts = Instant.MIN;

  Membership(
      MembershipConfig config,
      MembershipWriter writer,
      Hub hub,
      InstantSource clock,
      int partitions,
      AppRules rules) {
    this.config = config;
    this.writer = writer;
    this.hub = hub;
    this.clock = clock;
    this.rules = rules;
    this.view = new MembershipView(partitions, new GracePeriod(config.grace()), rules);
    this.pacing = new CountPacing(config.everyCountUpTo(), config.largeCountInterval(), clock);
    this.counts = new SubscriptionCounts();
    this.connections = new ConnectionCounts(view, rules, config.admitWithin());
    this.locals = new LocalMembers(incarnation, writer::writeOwn);
    this.beats = new Beats(config.silence());
    this.users = new SignedInUsers(locals, view);
    this.changes = newChanges();
  }

  private Changes newChanges() {
    return new Changes(hub, users.watchlists(), rules, pacing);
  }

  private static String newIncarnation() {
    return UUID.randomUUID().toString();
  }

  MembershipView view() {
    return view;
  }

  SignedInUsers users() {
    return users;
  }

  SubscriptionCounts counts() {
    return counts;
  }

  OccupiedChannels channels() {
    return channels;
  }

  /// A connection of an app without a limit.
  void entered(String app, Entrant connection) {
    connections.entered(app, connection);
  }

  /// A connection that hears whether there is room for it.
  void enter(String app, Entrant connection) {
    connections.enter(app, connection, clock.instant());
  }

  void left(String app, Entrant connection) {
    connections.left(app, connection);
  }

  void join(ChannelKey channel, String user, String info, Joiner joiner) {
    if (locals.join(channel, user, info, joiner)) {
      changes.confirm(channel, List.of(joiner));
    }
  }

  void leave(ChannelKey channel, String user, Joiner joiner) {
    locals.leave(channel, user, joiner);
  }

  /// Folds one record of the memberships topic.
  void read(int partition, MembershipRecord record) {
    Instant now = clock.instant();
    List<MembershipRecord> left = view.fold(partition, record, now, changes);
    switch (record) {
      case Member(ChannelKey channel, String writtenBy, String user, String info) -> {
        if (writtenBy.equals(incarnation)) {
          readBack(channel, user);
        } else {
          beats.know(writtenBy);
        }
      }
      case Count(ChannelKey channel, String writtenBy, int ignored) -> {
        if (!writtenBy.equals(incarnation)) {
          beats.know(writtenBy);
        } else if (channel.holdsConnections()) {
          connections.readBack(channel.app());
        }
      }
      case Gone(String dead) -> gone(dead, left);
      case MembershipRecord.Left ignored -> {}
      case Forgotten ignored -> {}
    }
  }

  private void readBack(ChannelKey channel, String user) {
    boolean admitted = view.holds(channel, user, incarnation);
    List<Joiner> joiners = locals.readBack(channel, user, admitted);
    if (admitted) {
      changes.confirm(channel, joiners);
    } else {
      changes.refuse(joiners);
    }
  }

  private void gone(String dead, List<MembershipRecord> left) {
    beats.forget(dead);
    if (judged.contains(dead)) {
      left.forEach(writer::write);
    }
    if (dead.equals(incarnation)) {
      // Another gateway found this one silent for too long: it was paused. Its sockets are alive
      // all the same.
      LOG.warnf("This gateway was judged dead and goes on under a new incarnation: was=%s", dead);
      incarnation = newIncarnation();
      locals.reincarnate(incarnation);
      connections.reincarnate();
      counts.touchAll();
    }
  }

  /// A sign of life, in the order of its topic.
  void heard(String from, long time) {
    users.heard(time);
    if (!from.equals(incarnation)) {
      beats.heard(from);
      return;
    }
    for (String dead : beats.own(incarnation, time)) {
      if (judged.add(dead)) {
        LOG.warnf("Judged a gateway dead: incarnation=%s silence=%s", dead, config.silence());
        writer.write(new Gone(dead));
        toForget.add(new Forget(dead, clock.instant().plus(config.goneKept())));
      }
    }
  }

  MembershipCodec codec() {
    return codec;
  }

  void broken(BrokenRecord e, int partition, long offset) {
    LOG.warnf(
        "Passed over a broken membership record: partition=%d offset=%d reason=%s",
        partition, offset, e.detail());
  }

  /// Ends a turn: what time brings, then everything that the turn has to tell.
  void endTurn() throws InterruptedException {
    Instant now = clock.instant();
    view.expire(now, changes);
    for (ChannelKey channel : pacing.over()) {
      changes.counted(channel, view.state(channel).subscriptions());
    }
    Changes told = changes;
    changes = newChanges();
    told.deliver(view);
    users.watchlists().tell();
    if (!now.isBefore(nextBeat)) {
      nextBeat = now.plus(config.beat());
      writer.beat(incarnation);
    }
    boolean countsDue = !now.isBefore(nextCounts);
    if (countsDue) {
      nextCounts = now.plus(config.countInterval());
      counts.drain((channel, count) -> writer.writeOwn(new Count(channel, incarnation, count)));
    }
    connections.expire(incarnation, now);
    connections.write(incarnation, countsDue, now, writer::writeOwn);
    forgetOldDead(now);
    writer.drain();
    if (writer.lostOne()) {
      writer.write(new Gone(incarnation));
    }
  }

  private void forgetOldDead(Instant now) {
    while (!toForget.isEmpty() && !toForget.element().due.isAfter(now)) {
      String dead = toForget.remove().incarnation;
      judged.remove(dead);
      writer.write(new Forgotten(dead));
    }
  }

  /// Says goodbye: the others keep this gateway's members for the grace period and then remove
  /// them.
  void leaveAll() {
    writer.write(new Gone(incarnation));
    locals.leaveAll();
    counts.forEach(channel -> writer.write(new Count(channel, incarnation, 0)));
    connections.forEach(place -> writer.write(new Count(place, incarnation, 0)));
    writer.drain();
  }

  int waiting() {
    return writer.waiting();
  }

  long dropped() {
    return writer.dropped();
  }

  int atTheDoor() {
    return connections.waiting();
  }

  int pacedCounts() {
    return pacing.size();
  }

  int localMembers() {
    return locals.size();
  }
}
