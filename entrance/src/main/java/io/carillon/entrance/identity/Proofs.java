package io.carillon.entrance.identity;

import io.carillon.apps.AppRegistry;
import io.carillon.entrance.identity.Identified.Known;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.problem.Problem;
import io.carillon.protocol.RequestVerifier;
import io.carillon.protocol.Verdict;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Proves who makes a request.
///
/// A signature in the query (`auth_key` …, exactly as the app's server signs triggers) counts
/// first; a signed request never asks the issuer. Else it is the bearer token.
@Singleton
public class Proofs {

  private final AppRegistry apps;
  private final CurrentIdentityAssociation association;
  private final Tokens tokens;
  private final InstantSource clock;

  @Inject
  Proofs(
      AppRegistry apps,
      CurrentIdentityAssociation association,
      Tokens tokens,
      InstantSource clock) {
    this.apps = apps;
    this.association = association;
    this.tokens = tokens;
    this.clock = clock;
  }

  public Uni<Identified<Proof>> of(RoutingContext request, byte[] body) {
    if (isSigned(request)) {
      return Uni.createFrom().item(signature(request, body));
    }
    return request.request().getHeader(HttpHeaders.AUTHORIZATION) == null
        ? Uni.createFrom().item(new Known<>(new Proof.None()))
        : tokens.read(association.getDeferredIdentity());
  }

  private static boolean isSigned(RoutingContext request) {
    return request.queryParams().contains("auth_signature")
        || request.queryParams().contains("auth_key");
  }

  private Identified<Proof> signature(RoutingContext request, byte[] body) {
    var verdict =
        RequestVerifier.verify(
            request.request().method().name(),
            Objects.requireNonNullElse(request.request().path(), ""),
            parameters(request),
            body,
            key -> apps.byKey(key).flatMap(app -> app.secretOf(key)),
            clock.instant());
    return switch (verdict) {
      case Verdict.Refused(var status, var code, var message) ->
          new Refused<>(Problem.notSigned(status, code), message);
      case Verdict.Genuine genuine ->
          apps.byKey(genuine.key())
              .map(app -> Identified.<Proof>of(app, new Proof.Signature(app)))
              .orElseThrow(() -> new IllegalStateException("a key went while it was checked"));
    };
  }

  private static Map<String, String> parameters(RoutingContext request) {
    var parameters = new HashMap<String, String>();
    for (var parameter : request.queryParams()) {
      parameters.merge(parameter.getKey(), parameter.getValue(), (a, b) -> a + "," + b);
    }
    return parameters;
  }
}
