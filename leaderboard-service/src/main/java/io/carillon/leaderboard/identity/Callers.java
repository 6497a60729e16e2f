package io.carillon.leaderboard.identity;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.entrance.identity.Identified;
import io.carillon.entrance.identity.Identified.Known;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.identity.Proof;
import io.carillon.entrance.identity.Proofs;
import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.entrance.problem.Problem;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.LeaderboardConfig.Readers;
import io.carillon.leaderboard.identity.Caller.Anyone;
import io.carillon.leaderboard.identity.Caller.SignedIn;
import io.carillon.leaderboard.identity.Caller.TrustedServer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Says who makes a request: the app's server or a user by what it proves, or, for reading alone,
/// anyone who gives the app's key in `key`.
@ApplicationScoped
public class Callers {

  private static final byte[] NO_BODY = {};
  private static final Problem UNKNOWN_APP =
      new Problem(401, "unknown-app", "There is no app with this key");

  private final Proofs proofs;
  private final AppRegistry apps;
  private final PlatformConfig platform;
  private final LeaderboardConfig config;

  @Inject
  Callers(Proofs proofs, AppRegistry apps, PlatformConfig platform, LeaderboardConfig config) {
    this.proofs = proofs;
    this.apps = apps;
    this.platform = platform;
    this.config = config;
  }

  /// Who wants to write.
  public Uni<Identified<Caller>> writer(RoutingContext request, byte[] body) {
    return identify(request, body, Callers::nobody);
  }

  /// Who wants to read.
  public Uni<Identified<Caller>> reader(RoutingContext request) {
    return identify(request, NO_BODY, () -> anyone(request));
  }

  private Uni<Identified<Caller>> identify(
      RoutingContext request, byte[] body, Supplier<Identified<Caller>> unproven) {
    return proofs
        .of(request, body)
        .map(identified -> identified.then(proof -> caller(proof, unproven)));
  }

  private static Identified<Caller> caller(Proof proof, Supplier<Identified<Caller>> unproven) {
    return switch (proof) {
      case Proof.Signature(var app) -> new Known<>(new TrustedServer(app.id()));
      case Proof.Token(var app, var token) -> new Known<>(signedIn(app, token));
      case Proof.None _ -> unproven.get();
    };
  }

  private static SignedIn signedIn(App app, JsonWebToken token) {
    var name = text(token, "name").or(() -> text(token, "preferred_username"));
    return new SignedIn(app.id(), token.getSubject(), name);
  }

  private static Optional<String> text(JsonWebToken token, String claim) {
    return Optional.ofNullable(token.<Object>getClaim(claim))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }

  private static Identified<Caller> nobody() {
    return new Refused<>(
        Problem.MISSING_IDENTITY,
        "sign the request with the app's key and secret, or send the user's"
            + " token as 'Authorization: Bearer …'");
  }

  private Identified<Caller> anyone(RoutingContext request) {
    if (config.readers() != Readers.ANYONE) {
      return new Refused<>(
          Problem.MISSING_IDENTITY, "boards are read with a user's token or the app's signature");
    }
    var key = request.queryParams().get("key");
    var app = key == null ? anonymousApp() : apps.byKey(key);
    return app.map(a -> Identified.<Caller>of(a, new Anyone(a.id())))
        .orElseGet(() ->
            new Refused<>(
                key == null ? Problem.MISSING_IDENTITY : UNKNOWN_APP,
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
}
