package io.carillon.chat.identity;

import static java.util.stream.Collectors.toSet;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.identity.Identified.Denied;
import io.carillon.chat.identity.Identified.Known;
import io.carillon.chat.identity.Identified.Reason;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes a person of a token that the OIDC extension has verified: the app by issuer and audience,
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
    return verified.map(this::person).onFailure().recoverWithItem(Tokens::refused);
  }

  private Identified person(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return new Denied(
          Reason.INVALID_TOKEN, "the header Authorization has no bearer token; send one");
    }
    if (token.getSubject() == null || token.getSubject().isBlank()) {
      return new Denied(Reason.INVALID_TOKEN, "the token names no subject; use one with 'sub'");
    }
    var audience = Optional.ofNullable(token.getAudience()).orElse(Set.of());
    return apps.byIssuer(String.valueOf(token.getIssuer()), audience)
        .map(app -> person(app, token))
        .orElseGet(() ->
            new Denied(
                Reason.UNKNOWN_ISSUER,
                "no app has the issuer %s with one of the audiences %s; set it as the app's"
                        .formatted(token.getIssuer(), audience)
                    + " users"));
  }

  private static Identified person(App app, JsonWebToken token) {
    return app.paused()
        ? Denied.paused(app)
        : new Known(
            new Person(
                app.id(),
                token.getSubject(),
                text(token, "name").or(() -> text(token, "preferred_username")),
                text(token, "picture"),
                grants(token)));
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
        .map(Tokens::name)
        .filter(value -> !value.isBlank());
  }

  /// Each claim as the names it lists. One that is there but lists none grants nothing, which is
  /// not the same as one that is missing.
  private static Map<String, Set<String>> grants(JsonWebToken token) {
    var grants = new HashMap<String, Set<String>>();
    for (var claim : token.getClaimNames()) {
      grants.put(claim, names(token.getClaim(claim)));
    }
    return grants;
  }

  private static Set<String> names(@Nullable Object value) {
    return switch (value) {
      case JsonString name -> Set.of(name.getString());
      case String name -> Set.of(name);
      case Collection<?> several -> several.stream().map(Tokens::name).collect(toSet());
      case null, default -> Set.of();
    };
  }

  private static String name(Object value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
