package io.carillon.gateway.membership;

/// What an app's settings say of its channels, by the app's id. For any thread.
public interface AppRules {
  /// The most members that a presence channel has.
  int membersMax(String app);

  /// The most connections that an app has, over all gateways; [Long#MAX_VALUE] for no limit.
  long connectionsMax(String app);

  /// The most channels of an app that are occupied at a time, over all gateways.
  long channelsMax(String app);

  /// Whether subscribers are told how many they are.
  boolean countsSubscriptions(String app);
}
