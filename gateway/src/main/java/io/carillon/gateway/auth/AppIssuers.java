package io.carillon.gateway.auth;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets a token be verified by the issuer that it names, when an app's `users` are of that issuer.
///
/// The issuer in the settings (`quarkus.oidc.*`) verifies its own tokens and all that name no app's
/// issuer. Without one in the settings the gateway serves apps with issuers of their own, or none.
@Singleton
class AppIssuers implements TenantConfigResolver {
  private final AppRegistry apps;
  private final Optional<String> configuredUrl;
  private final Optional<String> configuredIssuer;

  AppIssuers(
      AppRegistry apps,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> configuredUrl,
      @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> configuredIssuer) {
    this.apps = apps;
    this.configuredUrl = configuredUrl;
    this.configuredIssuer = configuredIssuer;
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
    var tenant =
        BearerToken.of(context.request())
            .flatMap(TokenIssuer::claimedBy)
            .filter(this::onlyAnApps)
            .map(AppIssuers::tenant);
    return Uni.createFrom().optional(tenant);
  }

  private boolean onlyAnApps(String issuer) {
    return !configuredIssuer.or(() -> configuredUrl).filter(issuer::equals).isPresent()
        && apps.all().stream().anyMatch(app -> issuer.equals(issuerOf(app)));
  }

  private static @Nullable String issuerOf(App app) {
    var users = app.users();
    return users == null ? null : users.issuer();
  }

  // Kept by Quarkus under its id, so an issuer is looked up once; there are as many as apps name.
  private static OidcTenantConfig tenant(String issuer) {
    return OidcTenantConfig.authServerUrl(issuer).tenantId("issuer " + issuer).build();
  }
}
