package io.carillon.presence.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.presence.identity.Identified.Denied;
import io.carillon.presence.identity.Identified.Known;
import io.carillon.presence.identity.Identified.NotSigned;
import io.carillon.presence.identity.Identified.Reason;
import io.carillon.protocol.RequestVerifier;
import io.carillon.protocol.Verdict;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Proves who makes a request.
///
/// A signature in the query (`auth_key` …, exactly as the app's server signs triggers) makes the
/// caller a trusted server of the key's app. Else a bearer token makes it a person of the app whose
/// issuer and audience the token has. Else it is a visitor, of the app whose public key it gives.
@ApplicationScoped
public class Callers {
  private final AppRegistry apps;
  private final CurrentIdentityAssociation association;
  private final Tokens tokens;
  private final Visitors visitors;
  private final Origins origins;
  private final InstantSource clock;

  @Inject
  Callers(
      AppRegistry apps,
      CurrentIdentityAssociation association,
      Tokens tokens,
      Visitors visitors,
      Origins origins,
      InstantSource clock) {
    this.apps = apps;
    this.association = association;
    this.tokens = tokens;
    this.visitors = visitors;
    this.origins = origins;
    this.clock = clock;
  }

  public Uni<Identified> identify(RoutingContext request, byte[] body) {
    return prove(request, body).map(identified -> admit(identified, request));
  }

  private Uni<Identified> prove(RoutingContext request, byte[] body) {
    if (isSigned(request)) {
      return Uni.createFrom().item(signer(request, body));
    }
    return request.request().getHeader(HttpHeaders.AUTHORIZATION) == null
        ? Uni.createFrom().item(visitors.identify(request))
        : tokens.read(association.getDeferredIdentity());
  }

  private Identified admit(Identified identified, RoutingContext request) {
    return identified instanceof Known(var caller) ? admit(caller, request) : identified;
  }

  private Identified admit(Caller caller, RoutingContext request) {
    if (caller.app().paused()) {
      return Denied.paused(caller.app());
    }
    var origin = request.request().getHeader(HttpHeaders.ORIGIN);
    return origin == null || origins.allows(caller.app(), origin)
        ? new Known(caller)
        : new Denied(
            Reason.FOREIGN_ORIGIN,
            "pages of this origin are none of the app %s; add it to the app's origins"
                .formatted(caller.app().id()));
  }

  private static boolean isSigned(RoutingContext request) {
    return request.queryParams().contains("auth_signature")
        || request.queryParams().contains("auth_key");
  }

  private Identified signer(RoutingContext request, byte[] body) {
    var verdict =
        RequestVerifier.verify(
            request.request().method().name(),
            Objects.requireNonNullElse(request.request().path(), ""),
            parameters(request),
            body,
            key -> apps.byKey(key).flatMap(app -> app.secretOf(key)),
            clock.instant());
    return switch (verdict) {
      case Verdict.Refused refused ->
          new NotSigned(refused.status(), refused.code(), refused.message());
      case Verdict.Genuine genuine -> new Known(new Caller.TrustedServer(app(genuine.key())));
    };
  }

  private App app(String key) {
    return apps.byKey(key)
        .orElseThrow(() -> new IllegalStateException("a key went while it was checked"));
  }

  private static Map<String, String> parameters(RoutingContext request) {
    var parameters = new HashMap<String, String>();
    for (var parameter : request.queryParams()) {
      parameters.merge(parameter.getKey(), parameter.getValue(), (a, b) -> a + "," + b);
    }
    return parameters;
  }
}
