package io.carillon.leaderboard.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// What the engine says of its health.
class EngineHealth {

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck boardsAreServed(Engine engine) {
    return () -> response("boards", engine.running(), engine);
  }

  @Produces
  @Liveness
  @ApplicationScoped
  HealthCheck engineGoesOn(Engine engine) {
    return () -> response("engine", !engine.ended(), engine);
  }

  private static HealthCheckResponse response(String name, boolean up, Engine engine) {
    return HealthCheckResponse.named(name).status(up).withData("state", engine.state()).build();
  }
}
