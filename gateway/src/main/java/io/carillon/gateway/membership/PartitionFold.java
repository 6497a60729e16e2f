package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One partition of the memberships topic folded by the rules of [MembershipView], for a reader
/// that owns the partition and has its own idea of time.
///
/// It holds back nothing: a dead gateway's members leave with the record that says so, and whatever
/// grace there is is the listener's. Used by its owner's thread alone.
public final class PartitionFold {
  private final MembershipView view;
  private final CountPacing pacing;
  private final AppRules rules;
  private final MembershipView.Watcher watcher;
  private final Listener listener;
  private Instant now = Instant.EPOCH;

  /// Hears what a fold changed in channels; places of the platform's own are left out.
  public interface Listener {
    void joined(ChannelKey channel, String user);

    void left(ChannelKey channel, String user);

    /// The subscriptions of a channel without members were counted anew.
    void counted(ChannelKey channel, int subscriptions);

    /// The count is due to be told where the app has subscription counts: when its subscribers are
    /// told it.
    void countTold(ChannelKey channel, int subscriptions);
  }

  public PartitionFold(MembershipConfig config, AppRules rules, Listener listener) {
    this.view = new MembershipView(1, new GracePeriod(Duration.ZERO), rules);
    this.pacing = new CountPacing(config.everyCountUpTo(), config.largeCountInterval(), () -> now);
    this.rules = rules;
    this.listener = listener;
    this.watcher = new Forwarding();
  }

  /// Folds the partition's next record.
  ///
  /// @param at the record's time; it does not go back
  public void fold(MembershipRecord record, Instant at) {
    now = at;
    // What a dead gateway left behind is its judge's to clean up.
    var _ = view.fold(0, record, at, watcher);
    view.expire(at, watcher);
  }

  /// Tells the counts that were held back until then.
  public void advance(Instant to) {
    now = to;
    for (ChannelKey channel : pacing.over()) {
      watcher.counted(channel, view.state(channel).subscriptions());
    }
  }

  /// When a count that is held back may have to be told.
  public Optional<Instant> due() {
    return pacing.next();
  }

  /// Whether anybody is subscribed to the channel.
  public boolean occupied(ChannelKey channel) {
    return view.state(channel).occupied();
  }

  private final class Forwarding implements MembershipView.Watcher {
    @Override
    public void added(ChannelKey channel, String user, String info) {
      if (!channel.isPlace()) {
        listener.joined(channel, user);
      }
    }

    @Override
    public void removed(ChannelKey channel, String user) {
      if (!channel.isPlace()) {
        listener.left(channel, user);
      }
    }

    @Override
    public void counted(ChannelKey channel, int subscriptions) {
      if (channel.isPlace()) {
        return;
      }
      listener.counted(channel, subscriptions);
      if (rules.countsSubscriptions(channel.app()) && pacing.tellsNow(channel, subscriptions)) {
        listener.countTold(channel, subscriptions);
      }
    }
  }
}
