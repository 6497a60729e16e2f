package io.carillon.gateway.membership;

/// What the whole cluster knows of one channel.
///
/// @param subscriptions connections subscribed to it, over all gateways (0 on presence channels)
/// @param users distinct users in it, over all gateways (0 on other channels)
public record ChannelState(int subscriptions, int users) {
  static final ChannelState VACANT = new ChannelState(0, 0);

  /// True while anybody is subscribed.
  public boolean occupied() {
    return subscriptions > 0 || users > 0;
  }
}
