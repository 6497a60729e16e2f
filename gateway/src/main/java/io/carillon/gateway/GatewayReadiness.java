package io.carillon.gateway;

import io.carillon.apps.AppRegistry;
import io.carillon.gateway.membership.MembershipReader;
import io.carillon.gateway.stream.PartitionReader;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once everything was read that stood in the topics at the start. A later outage of Kafka
/// does not change it: the sockets are here, and another gateway reaches the same brokers.
@Readiness
class GatewayReadiness implements HealthCheck {
  private final AppRegistry apps;
  private final PartitionReader log;
  private final MembershipReader membership;

  GatewayReadiness(AppRegistry apps, PartitionReader log, MembershipReader membership) {
    this.apps = apps;
    this.log = log;
    this.membership = membership;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("gateway")
        .withData("apps", apps.ready())
        .withData("log", log.ready())
        .withData("memberships", membership.ready())
        .status(apps.ready() && log.ready() && membership.ready())
        .build();
  }
}
