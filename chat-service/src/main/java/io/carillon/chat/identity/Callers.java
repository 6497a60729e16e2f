package io.carillon.chat.identity;

import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Caller.TrustedServer;
import io.carillon.entrance.identity.Identified;
import io.carillon.entrance.identity.Identified.Known;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.identity.Proof;
import io.carillon.entrance.identity.Proofs;
import io.carillon.entrance.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Says who makes a request.
///
/// A signature makes the caller a trusted server of the app; it may name a user in the parameter
/// `userId`. A token makes it a person of the app.
@ApplicationScoped
public class Callers {

  private final Proofs proofs;

  @Inject
  Callers(Proofs proofs) {
    this.proofs = proofs;
  }

  public Uni<Identified<Caller>> identify(RoutingContext request, byte[] body) {
    return proofs
        .of(request, body)
        .map(identified -> identified.then(proof -> caller(proof, request)));
  }

  private static Identified<Caller> caller(Proof proof, RoutingContext request) {
    return switch (proof) {
      case Proof.Signature(var app) -> new Known<>(new TrustedServer(app.id(), user(request)));
      case Proof.Token(var app, var token) -> new Known<>(Persons.person(app, token));
      case Proof.None _ ->
          new Refused<>(
              Problem.MISSING_IDENTITY,
              "send the user's token as 'Authorization: Bearer …', or sign the request with"
                  + " the app's key and secret");
    };
  }

  private static Optional<String> user(RoutingContext request) {
    return Optional.ofNullable(request.queryParams().get("userId")).filter(id -> !id.isBlank());
  }
}
