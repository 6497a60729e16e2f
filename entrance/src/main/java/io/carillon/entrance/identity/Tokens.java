package io.carillon.entrance.identity;

import io.carillon.apps.AppRegistry;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.json.Text;
import io.carillon.entrance.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/// Finds the app of a token that the OIDC extension has verified: by issuer and audience.
@Singleton
class Tokens {

  private static final Logger LOG = Logger.getLogger(Tokens.class);

  /// OpenID Connect Core 1.0, section 2; what it holds is stored and told as an id.
  private static final Text SUBJECT = Text.line(255);

  private final AppRegistry apps;

  @Inject
  Tokens(AppRegistry apps) {
    this.apps = apps;
  }

  Uni<Identified<Proof>> read(Uni<SecurityIdentity> verified) {
    return verified.map(this::proof).onFailure().recoverWithItem(Tokens::refused);
  }

  private Identified<Proof> proof(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return new Refused<>(
          Problem.INVALID_TOKEN, "the header Authorization has no bearer token; send one");
    }
    if (token.getSubject() == null || token.getSubject().isBlank()) {
      return new Refused<>(Problem.INVALID_TOKEN, "the token names no subject; use one with 'sub'");
    }
    var fault = SUBJECT.fault(token.getSubject());
    if (fault.isPresent()) {
      return new Refused<>(Problem.INVALID_TOKEN, "the token's subject " + fault.get());
    }
    var audience = Optional.ofNullable(token.getAudience()).orElse(Set.of());
    return apps.byIssuer(String.valueOf(token.getIssuer()), audience)
        .map(app -> Identified.<Proof>of(app, new Proof.Token(app, token)))
        .orElseGet(() ->
            new Refused<>(
                Problem.UNKNOWN_ISSUER,
                "no app has the issuer %s with one of the audiences %s; set it as the app's"
                        .formatted(token.getIssuer(), audience)
                    + " users"));
  }

  private static Identified<Proof> refused(Throwable failure) {
    if (failure instanceof AuthenticationFailedException) {
      return new Refused<>(
          Problem.INVALID_TOKEN,
          "the token is expired, tampered with or of another issuer; sign in again");
    }
    LOG.warnf("Could not verify a token: cause=%s", failure);
    return new Refused<>(
        Problem.ISSUER_AWAY, "tokens cannot be verified now; try again with the same token");
  }
}
