package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;

/// The channels of apps that may have only so many occupied: members of a place that each app has,
/// by the same records as members of presence channels, so that a channel on two gateways is one
/// and the topic's order says which are within the limit. Each subscription joins; a channel's
/// first one waits for its record. Used by the membership thread alone.
final class OccupiedChannels {
  /// What the record of a channel says that was occupied before there was a limit: it counts, and
  /// stays.
  static final String KEPT = "{\"kept\":true}";

  private static final String CLAIMED = "{}";

  private final Membership membership;

  OccupiedChannels(Membership membership) {
    this.membership = membership;
  }

  /// A subscription that hears whether it may be.
  void occupy(ChannelKey channel, Joiner subscription) {
    membership.join(ChannelKey.ofChannels(channel.app()), channel.channel(), CLAIMED, subscription);
  }

  /// A subscription that is there already.
  void keep(ChannelKey channel, Joiner subscription) {
    membership.join(ChannelKey.ofChannels(channel.app()), channel.channel(), KEPT, subscription);
  }

  /// A subscription ended; one that was refused is not there.
  void vacate(ChannelKey channel, Joiner subscription) {
    membership.leave(ChannelKey.ofChannels(channel.app()), channel.channel(), subscription);
  }
}
