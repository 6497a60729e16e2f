package io.carillon.presence.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.presence.stream.CountOutcome;
import io.carillon.presence.stream.CountOutcome.Counted;
import io.carillon.presence.stream.CountOutcome.Unknown;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/// Turns outcomes into HTTP. No switch has a default: a new outcome does not compile until it is
/// answered.
final class Answers {
  private Answers() {}

  static Response of(CountOutcome outcome) {
    return switch (outcome) {
      case Counted(var viewers) ->
          Response.ok(
                  "{\"viewerCount\":%d}".formatted(viewers).getBytes(UTF_8),
                  MediaType.APPLICATION_JSON)
              .build();
      case Unknown(var why) ->
          Problems.UNKNOWN_COUNT.saying(why + "; send the same again, which is safe");
    };
  }

  static Response tooManyActions(int perMinute, Duration wait) {
    return Problems.TOO_MANY_ACTIONS.saying(
        "a user may join and leave %d times a minute; nothing was changed, wait as Retry-After says"
            .formatted(perMinute),
        wait);
  }
}
