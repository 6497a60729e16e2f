package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.admin.Admins;
import io.carillon.gateway.api.ReadyGateway;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A gateway without an issuer in its settings: tokens are verified by the issuers of its apps
/// alone.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = NoIssuerIT.NoIssuer.class, restrictToAnnotatedClass = true)
class NoIssuerIT {
  /// Takes the issuer's address out of the settings.
  public static final class NoIssuer implements QuarkusTestResourceLifecycleManager {
    @Override
    public int order() {
      return 1; // above what the local parts say
    }

    @Override
    public Map<String, String> start() {
      return Map.of("quarkus.oidc.auth-server-url", "");
    }

    @Override
    public void stop() {
      // nothing was started
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  @DisplayName("R23 the issuer of an app's users verifies their tokens, and no other does")
  void theAppsIssuerVerifies() {
    // Given
    var page = new AuthPage(ReadyGateway.at(port), null, null);
    var product = Map.of("socket_id", "1.2", "channel_name", "presence-product-1");
    var server = new SigningServer(port);
    // When
    var withoutToken = page.form("/api/pusher/auth", product);
    var ana =
        page.signedIn(LocalParts.issuer().token("ana"))
            .form(
                "/api/pusher/auth", Map.of("socket_id", "1.2", "channel_name", "private-user-ana"));
    var strange = page.signedIn("e30.e30.e30").form("/api/pusher/auth", product);
    var trigger = server.post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
    // Then
    assertThat(trigger.statusCode()).isEqualTo(200);
    assertThat(withoutToken.statusCode()).isEqualTo(200);
    assertThat(ana.statusCode()).as(ana.body()).isEqualTo(200);
    assertThat(strange.statusCode()).as(strange.body()).isEqualTo(401);
  }

  @Test
  @DisplayName("R143 without an issuer in the settings nobody administers apps")
  void nobodyAdministers() {
    // Given
    var _ = ReadyGateway.at(port);
    // When
    var answer = Admins.with("operator", port).get("");
    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("foreign-issuer");
  }
}
