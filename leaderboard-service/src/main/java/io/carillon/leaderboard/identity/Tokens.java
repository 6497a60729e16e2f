package io.carillon.leaderboard.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.leaderboard.identity.Caller.SignedIn;
import io.carillon.leaderboard.identity.Identified.Denied;
import io.carillon.leaderboard.identity.Identified.Reason;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/// Makes a user of a token that the OIDC extension has verified: the app by issuer and audience,
/// the user by subject.
@ApplicationScoped
class Tokens {

  private static final Logger LOG = Logger.getLogger(Tokens.class);

  private final AppRegistry apps;

  @Inject
  Tokens(AppRegistry apps) {
    this.apps = apps;
  }

  Uni<Identified> read(Uni<SecurityIdentity> verified) {
    return verified.map(this::user).onFailure().recoverWithItem(Tokens::refused);
  }

  private Identified user(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return new Denied(
          Reason.INVALID_TOKEN, "the header Authorization has no bearer token; send one");
    }
    if (token.getSubject() == null || token.getSubject().isBlank()) {
      return new Denied(Reason.INVALID_TOKEN, "the token names no subject; use one with 'sub'");
    }
    var audience = Optional.ofNullable(token.getAudience()).orElse(Set.of());
    return apps.byIssuer(String.valueOf(token.getIssuer()), audience)
        .map(app -> Callers.unlessPaused(app, signedIn(app, token)))
        .orElseGet(() ->
            new Denied(
                Reason.UNKNOWN_ISSUER,
                "no app has the issuer %s with one of the audiences %s; set it as the app's"
                        .formatted(token.getIssuer(), audience)
                    + " users"));
  }

  private static SignedIn signedIn(App app, JsonWebToken token) {
    var name = text(token, "name").or(() -> text(token, "preferred_username"));
    return new SignedIn(app.id(), token.getSubject(), name);
  }

  private static Identified refused(Throwable failure) {
    if (failure instanceof AuthenticationFailedException) {
      return new Denied(
          Reason.INVALID_TOKEN,
          "the token is expired, tampered with or of another issuer; sign in again");
    }
    LOG.warnf("Could not verify a token: cause=%s", failure);
    return new Denied(
        Reason.ISSUER_AWAY, "tokens cannot be verified now; try again with the same token");
  }

  private static Optional<String> text(JsonWebToken token, String claim) {
    return Optional.ofNullable(token.<Object>getClaim(claim))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }
}
