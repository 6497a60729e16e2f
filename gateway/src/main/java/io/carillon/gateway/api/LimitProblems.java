package io.carillon.gateway.api;

import io.carillon.gateway.limit.Refusal;
import java.time.Duration;

/// What is refused because of a limit, as HTTP (pusher-protocol.md section 9.2).
final class LimitProblems {
  private static final Duration ADDRESS_RETRY_AFTER = Duration.ofSeconds(1);

  private LimitProblems() {}

  static Problem of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.OverRate(_, _, var retryAfter) ->
          new Problem(429, "over-rate", refusal.why(), retryAfter);
      case Refusal.OverDay _ -> Problem.of(403, "over-quota", refusal.why());
      case Refusal.TooManyAtOnce _ -> Problem.badRequest("too-many-messages", refusal.why());
    };
  }

  /// Too many signatures of the address were wrong.
  static Problem tooManyFailures() {
    return new Problem(
        429,
        "too-many-failures",
        "Too many requests of your address had wrong signatures: check the app's key and secret",
        ADDRESS_RETRY_AFTER);
  }
}
