package io.carillon.presence.identity;

import io.carillon.entrance.identity.Identified;
import io.carillon.entrance.identity.Identified.Known;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.identity.Origins;
import io.carillon.entrance.identity.Proof;
import io.carillon.entrance.identity.Proofs;
import io.carillon.entrance.problem.Problem;
import io.carillon.presence.identity.Caller.Person;
import io.carillon.presence.identity.Caller.TrustedServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Says who makes a request.
///
/// A signature makes the caller a trusted server of the app, a token a person of the app. Else it
/// is a visitor, of the app whose public key it gives. No page of a foreign origin is let in.
@ApplicationScoped
public class Callers {
  private static final Problem FOREIGN_ORIGIN =
      new Problem(403, "foreign-origin", "The page is none of the app's");

  private final Proofs proofs;
  private final Visitors visitors;
  private final Origins origins;

  @Inject
  Callers(Proofs proofs, Visitors visitors, Origins origins) {
    this.proofs = proofs;
    this.visitors = visitors;
    this.origins = origins;
  }

  public Uni<Identified<Caller>> identify(RoutingContext request, byte[] body) {
    return proofs
        .of(request, body)
        .map(identified ->
            identified
                .then(proof -> caller(proof, request))
                .then(caller -> admit(caller, request)));
  }

  private Identified<Caller> caller(Proof proof, RoutingContext request) {
    return switch (proof) {
      case Proof.Signature(var app) -> new Known<>(new TrustedServer(app));
      case Proof.Token(var app, var token) -> new Known<>(new Person(app, token.getSubject()));
      case Proof.None _ -> visitors.identify(request);
    };
  }

  private Identified<Caller> admit(Caller caller, RoutingContext request) {
    var origin = request.request().getHeader(HttpHeaders.ORIGIN);
    return origin == null || origins.allows(caller.app(), origin)
        ? new Known<>(caller)
        : new Refused<>(
            FOREIGN_ORIGIN,
            "pages of this origin are none of the app %s; add it to the app's origins"
                .formatted(caller.app().id()));
  }
}
