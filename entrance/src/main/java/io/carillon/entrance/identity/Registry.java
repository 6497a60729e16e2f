package io.carillon.entrance.identity;

import io.carillon.apps.AppRegistry;
import io.carillon.entrance.platform.PlatformConfig;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Starts and ends the registry of apps with the service.
@Singleton
class Registry {

  @Produces
  @Startup
  @Singleton
  AppRegistry start(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PlatformConfig platform) {
    return AppRegistry.start(
        new AppRegistry.Settings(
            kafka,
            platform.topics().names().apps(),
            platform.apps().file().orElse(null),
            platform.apps().platformKey().orElse(null),
            platform.development()));
  }

  void end(@Disposes AppRegistry apps) {
    apps.close();
  }

  /// Without the apps nobody can be told from a stranger, so no request is taken before.
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck appsAreKnown(AppRegistry apps) {
    return () ->
        HealthCheckResponse.named("apps")
            .status(apps.ready())
            .withData("state", apps.state())
            .build();
  }
}
