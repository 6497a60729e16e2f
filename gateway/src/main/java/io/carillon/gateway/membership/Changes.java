package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.ChannelBatch;
import io.carillon.gateway.channel.Hub;
import io.carillon.protocol.ServerFrames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one turn of the membership thread has to tell this gateway's subscribers: the comings and
/// goings of each channel in their order, and after them the confirmations, whose roster is the
/// fold after all of them.
final class Changes implements MembershipView.Watcher {
  private static final byte[] NO_ROSTER = {};

  private final Hub hub;
  private final MembershipView.Watcher users;
  private final AppRules rules;
  private final CountPacing pacing;
  private final Map<ChannelKey, ChannelBatch> frames = new LinkedHashMap<>();
  private final Map<ChannelKey, List<Joiner>> confirmed = new LinkedHashMap<>();
  private final List<Joiner> refused = new ArrayList<>();

  /// @param users is told of signed-in users
  Changes(Hub hub, MembershipView.Watcher users, AppRules rules, CountPacing pacing) {
    this.hub = hub;
    this.users = users;
    this.rules = rules;
    this.pacing = pacing;
  }

  @Override
  public void added(ChannelKey channel, String user, String info) {
    if (channel.holdsUsers()) {
      users.added(channel, user, info);
    } else if (hub.listensTo(channel)) {
      add(channel, ServerFrames.memberAdded(channel.channel(), user, info));
    }
  }

  @Override
  public void removed(ChannelKey channel, String user) {
    if (channel.holdsUsers()) {
      users.removed(channel, user);
    } else if (hub.listensTo(channel)) {
      add(channel, ServerFrames.memberRemoved(channel.channel(), user));
    }
  }

  @Override
  public void counted(ChannelKey channel, int subscriptions) {
    if (hub.listensTo(channel)
        && rules.countsSubscriptions(channel.app())
        && pacing.tellsNow(channel, subscriptions)) {
      add(channel, ServerFrames.subscriptionCount(channel.channel(), subscriptions));
    }
  }

  private void add(ChannelKey channel, byte[] frame) {
    frames
        .computeIfAbsent(channel, ChannelBatch::new)
        .add(ChannelBatch.UNPLACED, null, frame, frame.length);
  }

  void confirm(ChannelKey channel, List<Joiner> joiners) {
    // Signed-in users wait for no roster, and theirs may be very long.
    if (!joiners.isEmpty() && !channel.holdsUsers()) {
      confirmed.computeIfAbsent(channel, c -> new ArrayList<>()).addAll(joiners);
    }
  }

  void refuse(List<Joiner> joiners) {
    refused.addAll(joiners);
  }

  /// Waits until the event loops have taken the frames. Those who are confirmed see no frame of
  /// this turn: they are live after it, and their roster includes it.
  void deliver(MembershipView view) throws InterruptedException {
    if (!frames.isEmpty()) {
      hub.deliver(frames.values());
    }
    confirmed.forEach((channel, joiners) -> {
      byte[] frame = channel.holdsChannels() ? NO_ROSTER : rosterOf(channel, view);
      joiners.forEach(joiner -> joiner.confirmed(frame));
    });
    refused.forEach(Joiner::refused);
  }

  private static byte[] rosterOf(ChannelKey channel, MembershipView view) {
    return ServerFrames.presenceSucceeded(
        channel.channel(), ServerFrames.presenceJson(view.roster(channel)));
  }
}
