package io.carillon.chat.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.chat.domain.Caller;
import io.carillon.chat.identity.Identified.Denied;
import io.carillon.chat.identity.Identified.Known;
import io.carillon.chat.identity.Identified.NotSigned;
import io.carillon.chat.identity.Identified.Reason;
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
import java.util.Optional;

/// Proves who makes a request.
///
/// A signature in the query (`auth_key` …, exactly as the app's server signs triggers) makes the
/// caller a trusted server of the key's app; it may name a user in the parameter `userId`. Else a
/// bearer token makes it a person of the app whose issuer and audience the token has.
@ApplicationScoped
public class Callers {

  private final AppRegistry apps;
  private final CurrentIdentityAssociation association;
  private final Tokens tokens;
  private final InstantSource clock;

  @Inject
  Callers(
      AppRegistry apps,
      CurrentIdentityAssociation association,
      Tokens tokens,
      InstantSource clock) {
    this.apps = apps;
    this.association = association;
    this.tokens = tokens;
    this.clock = clock;
  }

  public Uni<Identified> identify(RoutingContext request, byte[] body) {
    if (isSigned(request)) {
      return Uni.createFrom().item(signer(request, body));
    }
    if (request.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
      return Uni.createFrom()
          .item(
              new Denied(
                  Reason.MISSING,
                  "send the user's token as 'Authorization: Bearer …', or sign the request with"
                      + " the app's key and secret"));
    }
    return tokens.read(association.getDeferredIdentity());
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
      case Verdict.Genuine genuine ->
          apps.byKey(genuine.key())
              .map(app -> server(app, request))
              .orElseThrow(() -> new IllegalStateException("a key went while it was checked"));
    };
  }

  private static Identified server(App app, RoutingContext request) {
    if (app.paused()) {
      return Denied.paused(app);
    }
    var user = Optional.ofNullable(request.queryParams().get("userId")).filter(id -> !id.isBlank());
    return new Known(new Caller.TrustedServer(app.id(), user));
  }

  private static Map<String, String> parameters(RoutingContext request) {
    var parameters = new HashMap<String, String>();
    for (var parameter : request.queryParams()) {
      parameters.merge(parameter.getKey(), parameter.getValue(), (a, b) -> a + "," + b);
    }
    return parameters;
  }
}
