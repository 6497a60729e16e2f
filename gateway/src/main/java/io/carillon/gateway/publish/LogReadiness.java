package io.carillon.gateway.publish;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready until the log was reached once. A later outage does not change it: sockets stay open
/// here, and another gateway would reach the same brokers no better.
@Readiness
class LogReadiness implements HealthCheck {
  private final Publisher publisher;

  LogReadiness(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("publish").status(publisher.ready()).build();
  }
}
