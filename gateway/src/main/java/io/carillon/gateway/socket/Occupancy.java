package io.carillon.gateway.socket;

import io.carillon.events.ChannelKey;
import io.carillon.gateway.membership.Joiner;
import io.carillon.gateway.membership.MembershipReader;

/// One subscription's part in its channel's being occupied, for apps that may have only so many
/// occupied channels.
///
/// The membership calls back on its own thread; everything else happens on the connection's event
/// loop.
final class Occupancy implements Joiner {
  private final ChannelKey channel;
  private final MembershipReader membership;
  private final Runnable allowed;
  private final Runnable refused;

  /// @param allowed what happens on the membership's thread when the channel may be occupied
  /// @param refused or may not
  Occupancy(ChannelKey channel, MembershipReader membership, Runnable allowed, Runnable refused) {
    this.channel = channel;
    this.membership = membership;
    this.allowed = allowed;
    this.refused = refused;
  }

  void ask() {
    membership.occupy(channel, this);
  }

  /// The subscription was there before the limit.
  void keep() {
    membership.keep(channel, this);
  }

  void end() {
    membership.vacate(channel, this);
  }

  @Override
  public void confirmed(byte[] noRoster) {
    allowed.run();
  }

  @Override
  public void refused() {
    refused.run();
  }
}
