package io.carillon.leaderboard.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.LeaderboardConfig.Readers;
import io.carillon.leaderboard.PlatformConfig;
import io.carillon.leaderboard.identity.Identified.Denied;
import io.carillon.leaderboard.identity.Identified.Known;
import io.carillon.leaderboard.identity.Identified.NotSigned;
import io.carillon.leaderboard.identity.Identified.Reason;
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

/// Proves who makes a request: a signature in the query first, then a bearer token, then, for
/// reading alone, the app's key in `key`.
@ApplicationScoped
public class Callers {

  private final AppRegistry apps;
  private final CurrentIdentityAssociation association;
  private final Tokens tokens;
  private final PlatformConfig platform;
  private final LeaderboardConfig config;
  private final InstantSource clock = InstantSource.system();

  @Inject
  Callers(
      AppRegistry apps,
      CurrentIdentityAssociation association,
      Tokens tokens,
      PlatformConfig platform,
      LeaderboardConfig config) {
    this.apps = apps;
    this.association = association;
    this.tokens = tokens;
    this.platform = platform;
    this.config = config;
  }

  /// Who wants to write.
  public Uni<Identified> writer(RoutingContext request, byte[] body) {
    return proven(request, body)
        .orElseGet(() ->
            Uni.createFrom()
                .item(
                    new Denied(
                        Reason.MISSING,
                        "sign the request with the app's key and secret, or send the user's"
                            + " token as 'Authorization: Bearer …'")));
  }

  /// Who wants to read.
  public Uni<Identified> reader(RoutingContext request) {
    return proven(request, new byte[0]).orElseGet(() -> Uni.createFrom().item(anyone(request)));
  }

  private Optional<Uni<Identified>> proven(RoutingContext request, byte[] body) {
    if (isSigned(request)) {
      return Optional.of(Uni.createFrom().item(signer(request, body)));
    }
    return request.request().getHeader(HttpHeaders.AUTHORIZATION) == null
        ? Optional.empty()
        : Optional.of(tokens.read(association.getDeferredIdentity()));
  }

  private static boolean isSigned(RoutingContext request) {
    return request.queryParams().contains("auth_signature")
        || request.queryParams().contains("auth_key");
  }

  private Identified signer(RoutingContext request, byte[] body) {
    var verdict =
        RequestVerifier.verify(
            request.request().method().name(),
            Objects.requireNonNullElse(request.request().path(), "/"),
            parameters(request),
            body,
            key -> apps.byKey(key).flatMap(app -> app.secretOf(key)),
            clock.instant());
    return switch (verdict) {
      case Verdict.Refused refused ->
          new NotSigned(refused.status(), refused.code(), refused.message());
      case Verdict.Genuine genuine ->
          apps.byKey(genuine.key())
              .map(app -> unlessPaused(app, new Caller.TrustedServer(app.id())))
              .orElseThrow(() -> new IllegalStateException("a key went while it was checked"));
    };
  }

  private Identified anyone(RoutingContext request) {
    if (config.readers() != Readers.ANYONE) {
      return new Denied(
          Reason.MISSING, "boards are read with a user's token or the app's signature");
    }
    var key = request.queryParams().get("key");
    var app = key == null ? anonymousApp() : apps.byKey(key);
    return app.map(a -> unlessPaused(a, new Caller.Anyone(a.id())))
        .orElseGet(() ->
            new Denied(
                key == null ? Reason.MISSING : Reason.UNKNOWN_APP,
                "say which app it is with its key (?key=…), with a user's token or with a"
                    + " signature"));
  }

  private Optional<App> anonymousApp() {
    var only = platform.development() && apps.all().size() == 1;
    return config
        .anonymousApp()
        .flatMap(apps::byId)
        .or(() -> only ? apps.all().stream().findFirst() : Optional.empty());
  }

  static Identified unlessPaused(App app, Caller caller) {
    return app.paused()
        ? new Denied(
            Reason.APP_PAUSED,
            "the app %s is paused; its operator can resume it".formatted(app.id()))
        : new Known(caller);
  }

  private static Map<String, String> parameters(RoutingContext request) {
    var parameters = new HashMap<String, String>();
    for (var parameter : request.queryParams()) {
      parameters.merge(parameter.getKey(), parameter.getValue(), (a, b) -> a + "," + b);
    }
    return parameters;
  }
}
