package io.carillon.gateway.admin;

import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.auth.Caller.Anonymous;
import io.carillon.gateway.auth.Caller.SignedIn;
import io.carillon.gateway.auth.Caller.Unverified;
import io.carillon.gateway.auth.Callers;
import io.carillon.gateway.auth.User;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Decides who may administer: the token is of the issuer in the gateway's settings, and its role
/// is at least the one that the resource's method [Needs]. A method that names none is closed.
///
/// Tokens of issuers that apps named for their users are genuine, but administer nothing, whatever
/// roles they claim: an app's team would else make itself operator.
@Singleton
public class AdminGate {
  private static final Problem NO_TOKEN =
      Problem.of(
          401, "missing-token", "Send the token of an administrator: Authorization: Bearer TOKEN");

  private final Callers callers;
  // Filters are made when the application is built, before there are settings.
  private final Provider<AdminConfig> config;

  /// What was decided.
  sealed interface Admission {
    record Admitted(Admin admin) implements Admission {}

    record Refused(Problem problem) implements Admission {}
  }

  AdminGate(Callers callers, Provider<AdminConfig> config) {
    this.callers = callers;
    this.config = config;
  }

  /// Lets the request go on when the answer is null.
  @ServerRequestFilter
  @Administrative
  public Uni<Response> admit(ResourceInfo resource, RoutingContext context) {
    var needs = Optional.ofNullable(resource.getResourceMethod().getAnnotation(Needs.class));
    return callers
        .current(context.request())
        .map(caller ->
            switch (caller) {
              case Anonymous _ -> new Admission.Refused(NO_TOKEN);
              case Unverified(var problem) -> new Admission.Refused(problem);
              case SignedIn(var user) -> decide(user, needs.map(Needs::value), config.get());
            })
        .map(admission -> answer(admission, context));
  }

  static Admission decide(User user, Optional<Role> needed, AdminConfig config) {
    if (!user.ofPlatform()) {
      return refused(
          "foreign-issuer",
          "Administrators are those of the issuer in quarkus.oidc.auth-server-url");
    }
    if (config.audience().filter(audience -> !user.audiences().contains(audience)).isPresent()) {
      return refused(
          "foreign-audience", "The token is for others: its `aud` lacks carillon.admin.audience");
    }
    if (needed.isEmpty()) {
      return refused("closed", "This is open to nobody");
    }
    var role = Role.highest(user.roles(), config.roles());
    if (role.isEmpty() || !role.get().mayDoWhatNeeds(needed.get())) {
      return refused(
          "missing-role",
          "This needs the role %s, and the token has %s"
              .formatted(needed.get().title(), role.map(Role::title).orElse("none of ours")));
    }
    if (config.readOnly() && needed.get() != Role.VIEWER) {
      return refused("read-only", "Nothing can be changed now: carillon.admin.read-only is set");
    }
    return new Admission.Admitted(
        new Admin(
            user.subject(),
            user.issuer(),
            user.claim("name", "preferred_username", "email"),
            role.get()));
  }

  private static Admission refused(String code, String why) {
    return new Admission.Refused(Problem.of(403, code, why));
  }

  private static @Nullable Response answer(Admission admission, RoutingContext context) {
    return switch (admission) {
      case Admission.Admitted(var admin) -> {
        admin.admitTo(context);
        yield null;
      }
      case Admission.Refused(var problem) -> {
        var answer = Answers.problem(problem, context.request());
        yield problem.status() == 401
            ? Response.fromResponse(answer).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
            : answer;
      }
    };
  }
}
