package io.carillon.entrance.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.apps.AppRegistry;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets each app bring its own OIDC issuer.
///
/// The issuer a token claims only chooses among those that an app's record names, so no stranger
/// can make the service ask a server of theirs. Every other token is the standard issuer's
/// (`quarkus.oidc.auth-server-url`) to verify, and fails there when it is not its own.
@ApplicationScoped
class AppIssuers implements TenantConfigResolver {

  private static final String BEARER = "Bearer ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AppRegistry apps;
  private final Optional<String> standardServer;
  private final Optional<String> standardIssuer;

  @Inject
  AppIssuers(
      AppRegistry apps,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> standardServer,
      @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> standardIssuer) {
    this.apps = apps;
    this.standardServer = standardServer;
    this.standardIssuer = standardIssuer;
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
    var tenant =
        claimedIssuer(request.request().getHeader(HttpHeaders.AUTHORIZATION))
            .filter(issuer -> !isStandard(issuer))
            .filter(this::isAnApps)
            .map(AppIssuers::tenant);
    return tenant.isPresent() ? Uni.createFrom().item(tenant.get()) : Uni.createFrom().nullItem();
  }

  private boolean isStandard(String issuer) {
    return standardIssuer.or(() -> standardServer).filter(issuer::equals).isPresent();
  }

  private boolean isAnApps(String issuer) {
    return apps.all().stream()
        .anyMatch(app -> app.users() != null && app.users().issuer().equals(issuer));
  }

  private static OidcTenantConfig tenant(String issuer) {
    return OidcTenantConfig.authServerUrl(issuer).tenantId(issuer).build();
  }

  static Optional<String> claimedIssuer(@Nullable String authorization) {
    // The scheme's name has no case (RFC 9110, section 11.1).
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    var parts = authorization.substring(BEARER.length()).split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var claims = Base64.getUrlDecoder().decode(parts[1]);
      var issuer = JSON.readTree(new String(claims, StandardCharsets.UTF_8)).path("iss");
      return Optional.ofNullable(issuer.textValue());
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty(); // no token at all: the standard issuer's verification says so
    }
  }
}
