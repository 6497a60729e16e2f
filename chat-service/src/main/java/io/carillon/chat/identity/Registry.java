package io.carillon.chat.identity;

import io.carillon.apps.AppRegistry;
import io.carillon.events.Topics;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Starts and ends the registry of apps with the service.
class Registry {

  @Produces
  @Startup
  @Singleton
  AppRegistry start(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Topics topics,
      AppsConfig config,
      @ConfigProperty(name = "carillon.environment", defaultValue = "production")
          Environment environment) {
    return AppRegistry.start(
        new AppRegistry.Settings(
            kafka,
            topics.apps(),
            config.file().orElse(null),
            config.platformKey().orElse(null),
            environment == Environment.DEVELOPMENT));
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
