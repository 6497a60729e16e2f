package io.carillon.chat.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the database answers, by the same door and pool as every request.
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

  private final Database database;
  private final Pool pool;

  @Inject
  DatabaseReadiness(Database database, Pool pool) {
    this.database = database;
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return database
        .run("are you there", () -> pool.withConnection(tx -> tx.query("select 1").execute()))
        .map(answer -> HealthCheckResponse.up("database"))
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down("database"));
  }
}
