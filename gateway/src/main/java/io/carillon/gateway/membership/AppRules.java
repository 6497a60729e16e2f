package io.carillon.gateway.membership;

/// What an app's settings say of its channels, by the app's id. For any thread.
public interface AppRules {
  /// The most members that a presence channel has.
  int membersMax(String app);

  /// Whether subscribers are told how many they are.
  boolean countsSubscriptions(String app);
}
