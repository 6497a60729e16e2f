package io.carillon.gateway.auth;

import io.carillon.gateway.api.Problem;
import io.carillon.gateway.auth.Caller.Anonymous;
import io.carillon.gateway.auth.Caller.SignedIn;
import io.carillon.gateway.auth.Caller.Unverified;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads who is calling from the request's bearer token.
///
/// The token is looked at only when this is asked, so nothing else of the gateway depends on the
/// issuer: while it is away, only requests that carry a token are refused, and may come again.
@Singleton
public class Callers {
  private static final Logger LOG = Logger.getLogger(Callers.class);
  private static final Duration ISSUER_RETRY_AFTER = Duration.ofSeconds(2);

  // What Quarkus calls the issuer in the settings, among those of apps (AppIssuers).
  private static final String TENANT = "tenant-id";
  private static final String CONFIGURED = "Default";

  private static final Problem INVALID =
      Problem.of(
          401,
          "invalid-token",
          "The bearer token is not valid: it may have expired or be of another issuer. Sign in again");
  private static final Problem ISSUER_AWAY =
      Problem.unavailable(
          "issuer-unavailable",
          "The token cannot be checked, because its issuer does not answer: try again later",
          ISSUER_RETRY_AFTER);

  private final CurrentIdentityAssociation identities;

  Callers(CurrentIdentityAssociation identities) {
    this.identities = identities;
  }

  /// Who sent this request, as far as its token says.
  public Uni<Caller> current(HttpServerRequest request) {
    return identities
        .getDeferredIdentity()
        .map(identity -> caller(identity, request))
        .onFailure()
        .recoverWithItem(Callers::unverified);
  }

  private static Caller caller(SecurityIdentity identity, HttpServerRequest request) {
    if (identity.isAnonymous()) {
      // Nobody looks at other schemes, nor at tokens where no issuer is configured; a request that
      // claims to be somebody's is not nobody's.
      return request.headers().contains(HttpHeaders.AUTHORIZATION)
          ? new Unverified(INVALID)
          : new Anonymous();
    }
    var credential = identity.getCredential(TokenCredential.class);
    if (credential == null || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return new Unverified(INVALID);
    }
    if (token.getSubject() == null || token.getIssuer() == null) {
      return new Unverified(INVALID);
    }
    return new SignedIn(
        new User(
            token.getSubject(),
            token.getIssuer(),
            token.getAudience() == null ? Set.of() : token.getAudience(),
            identity.getRoles(),
            CONFIGURED.equals(identity.getAttribute(TENANT)),
            name -> texts(token.<Object>getClaim(name)),
            credential.getToken()));
  }

  private static Caller unverified(Throwable failure) {
    if (failure instanceof AuthenticationFailedException) {
      LOG.debugf(failure, "Refused a token");
      return new Unverified(INVALID);
    }
    LOG.warnf(failure, "Could not check a token");
    return new Unverified(ISSUER_AWAY);
  }

  static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case null -> List.of();
      case String text -> List.of(text);
      case JsonString text -> List.of(text.getString());
      case JsonNumber number -> List.of(number.toString());
      case Number number -> List.of(number.toString());
      case Collection<?> several -> several.stream().flatMap(each -> texts(each).stream()).toList();
      default -> List.of();
    };
  }
}
