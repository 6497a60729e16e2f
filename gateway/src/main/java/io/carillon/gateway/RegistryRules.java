package io.carillon.gateway;

import io.carillon.apps.AppRegistry;
import io.carillon.apps.Feature;
import io.carillon.gateway.membership.AppRules;

/// What the registry says now of an app's members; one that is not there has no limits.
/// Thread-safe.
record RegistryRules(AppRegistry apps) implements AppRules {
  @Override
  public int membersMax(String app) {
    long max = apps.byId(app).map(one -> one.limits().presenceMembers()).orElse(Long.MAX_VALUE);
    return (int) Math.min(max, Integer.MAX_VALUE);
  }

  @Override
  public long connectionsMax(String app) {
    return apps.byId(app).map(one -> one.limits().connections()).orElse(Long.MAX_VALUE);
  }

  @Override
  public long channelsMax(String app) {
    return apps.byId(app).map(one -> one.limits().channels()).orElse(Long.MAX_VALUE);
  }

  @Override
  public boolean countsSubscriptions(String app) {
    return apps.byId(app).map(one -> one.has(Feature.SUBSCRIPTION_COUNTS)).orElse(false);
  }
}
