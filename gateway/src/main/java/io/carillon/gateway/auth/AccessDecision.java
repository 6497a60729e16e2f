package io.carillon.gateway.auth;

import io.carillon.gateway.api.Problem;
import io.carillon.gateway.auth.Caller.Unverified;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/// Whether a caller may subscribe to a channel by the rule that fits it.
final class AccessDecision {
  private final AccessQuestion service;

  /// What came of it.
  sealed interface Decision {
    record Allowed() implements Decision {}

    record Denied(Problem problem) implements Decision {}
  }

  AccessDecision(AccessQuestion service) {
    this.service = service;
  }

  /// A caller with a token that counts for nothing is refused even where none is needed: its page
  /// believes that somebody is signed in.
  Uni<Decision> decide(ChannelRule.Fitting fitting, Caller caller, String channel) {
    if (caller instanceof Unverified(var problem)) {
      return denied(problem);
    }
    var user = caller.userOrNull();
    return switch (fitting.rule().allow()) {
      case Allow.Anyone _ -> allowed();
      case Allow.SignedIn _ -> user == null ? tokenMissing() : allowed();
      case Allow.Subject _ -> user == null ? tokenMissing() : claimsFit(fitting, user, channel);
      case Allow.Role(var role) -> user == null ? tokenMissing() : hasRole(role, user, channel);
      case Allow.Ask _ -> user == null ? tokenMissing() : ask(user, channel);
    };
  }

  static Problem missingToken() {
    return Problem.of(
        401, "missing-token", "Sign in first: send the header Authorization: Bearer TOKEN");
  }

  private static Uni<Decision> claimsFit(ChannelRule.Fitting fitting, User user, String channel) {
    for (var place : fitting.places().entrySet()) {
      if (!user.claims().apply(place.getKey()).contains(place.getValue())) {
        return forbidden(
            "%s is for the user whose `%s` is in its name".formatted(channel, place.getKey()));
      }
    }
    return allowed();
  }

  private static Uni<Decision> hasRole(String role, User user, String channel) {
    return user.roles().contains(role)
        ? allowed()
        : forbidden("%s is for users with the role %s".formatted(channel, role));
  }

  private Uni<Decision> ask(User user, String channel) {
    return service
        .mayRead(user, channel)
        .map(answer ->
            switch (answer) {
              case YES -> new Decision.Allowed();
              case NO ->
                  new Decision.Denied(
                      Problem.of(403, "forbidden", "You take no part in " + channel));
              case NONE ->
                  new Decision.Denied(
                      Problem.of(
                          403,
                          "unanswered",
                          "Nobody could say whether you may read %s: try again later"
                              .formatted(channel)));
            });
  }

  private static Uni<Decision> allowed() {
    return Uni.createFrom().item(new Decision.Allowed());
  }

  private static Uni<Decision> tokenMissing() {
    return denied(missingToken());
  }

  private static Uni<Decision> forbidden(@Nullable String why) {
    return denied(Problem.of(403, "forbidden", "You may not subscribe: " + why));
  }

  private static Uni<Decision> denied(Problem problem) {
    return Uni.createFrom().item(new Decision.Denied(problem));
  }
}
