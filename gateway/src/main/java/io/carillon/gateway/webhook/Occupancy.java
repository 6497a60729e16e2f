package io.carillon.gateway.webhook;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import io.carillon.gateway.membership.PartitionFold;
import io.carillon.gateway.webhook.WebhookEvent.ChannelOccupied;
import io.carillon.gateway.webhook.WebhookEvent.ChannelVacated;
import io.carillon.gateway.webhook.WebhookEvent.MemberAdded;
import io.carillon.gateway.webhook.WebhookEvent.MemberRemoved;
import io.carillon.gateway.webhook.WebhookEvent.SubscriptionCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the memberships of one partition mean to apps: who came, who is gone for longer than the
/// grace time, which channels are occupied.
///
/// All is judged by the time of the records, so whoever reads the same records up to the same time
/// has told the same. Used by the deriver's thread alone.
final class Occupancy implements PartitionFold.Listener {
  /// @param user null for the channel as a whole
  private record Absence(ChannelKey channel, @Nullable String user) {}

  private final PartitionFold fold;
  private final long graceMillis;
  // As told: a channel whose absence is held back is among them.
  private final Set<ChannelKey> occupied = new HashSet<>();
  // In the order of their ends, since all last equally long.
  private final LinkedHashMap<Absence, Long> absences = new LinkedHashMap<>();
  private List<Told> told = new ArrayList<>();
  private long time;

  /// An event and when it happened.
  record Told(long time, WebhookEvent event) {}

  /// @param fold makes the fold that tells this
  Occupancy(Function<PartitionFold.Listener, PartitionFold> fold, Duration grace) {
    this.fold = fold.apply(this);
    this.graceMillis = grace.toMillis();
  }

  /// Reads the next record.
  ///
  /// @param at its time, in ms by the broker's clock
  void read(MembershipRecord record, long at) {
    advance(at);
    fold.fold(record, Instant.ofEpochMilli(time));
  }

  /// Nothing came until then. Time does not go back.
  void advance(long to) {
    time = Math.max(time, to);
    while (!absences.isEmpty() && absences.firstEntry().getValue() <= time) {
      var over = absences.pollFirstEntry();
      gone(over.getKey(), over.getValue());
    }
    fold.advance(Instant.ofEpochMilli(time));
  }

  private void gone(Absence absence, long at) {
    if (absence.user != null) {
      tell(at, new MemberRemoved(absence.channel, absence.user));
    } else {
      occupied.remove(absence.channel);
      tell(at, new ChannelVacated(absence.channel));
    }
  }

  /// When time alone brings the next event.
  OptionalLong due() {
    long next = fold.due().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    if (!absences.isEmpty()) {
      next = Math.min(next, absences.firstEntry().getValue());
    }
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /// Up to where time was told of.
  long time() {
    return time;
  }

  /// What is to be told since the last time.
  List<Told> take() {
    List<Told> taken = told;
    told = new ArrayList<>();
    return taken;
  }

  @Override
  public void joined(ChannelKey channel, String user) {
    occupancy(channel);
    if (absences.remove(new Absence(channel, user)) == null) {
      tell(time, new MemberAdded(channel, user));
    }
  }

  @Override
  public void left(ChannelKey channel, String user) {
    absences.putLast(new Absence(channel, user), time + graceMillis);
    occupancy(channel);
  }

  @Override
  public void counted(ChannelKey channel, int subscriptions) {
    occupancy(channel);
  }

  /// Nobody is told of none, and that the channel is vacated says it.
  @Override
  public void countTold(ChannelKey channel, int subscriptions) {
    if (subscriptions > 0) {
      tell(time, new SubscriptionCount(channel, subscriptions));
    }
  }

  private void occupancy(ChannelKey channel) {
    var absence = new Absence(channel, null);
    if (fold.occupied(channel)) {
      absences.remove(absence);
      if (occupied.add(channel)) {
        tell(time, new ChannelOccupied(channel));
      }
    } else if (occupied.contains(channel) && !absences.containsKey(absence)) {
      absences.putLast(absence, time + graceMillis);
    }
  }

  private void tell(long at, WebhookEvent event) {
    told.add(new Told(at, event));
  }

  /// Channels that apps know to be occupied.
  int size() {
    return occupied.size();
  }
}
