package io.carillon.gateway.api;

import io.carillon.gateway.publish.PublishConfig;
import io.carillon.gateway.publish.PublishOutcome;
import io.carillon.gateway.publish.PublishOutcome.Accepted;
import io.carillon.gateway.publish.PublishOutcome.Refused;
import io.carillon.gateway.publish.PublishOutcome.Unavailable;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Supplier;

/// What became of a request that wrote to the log, as HTTP.
@Singleton
final class PublishAnswers {
  private final Duration retryAfter;

  PublishAnswers(PublishConfig config) {
    this.retryAfter = config.retryAfter();
  }

  /// @param done what follows acceptance
  Response answer(PublishOutcome outcome, HttpServerRequest request, Supplier<Response> done) {
    return switch (outcome) {
      case Accepted _ -> done.get();
      case Unavailable(var why) ->
          Answers.problem(
              Problem.unavailable(
                  "log-unavailable",
                  "The log may or may not have taken this (%s): try again later".formatted(why),
                  retryAfter),
              request);
      case Refused(var why) ->
          Answers.problem(
              Problem.of(500, "log-refused", "The log does not take this: " + why), request);
    };
  }
}
