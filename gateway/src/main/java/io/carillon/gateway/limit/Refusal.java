package io.carillon.gateway.limit;

import java.time.Duration;
import java.time.Instant;

/// Why a publication or a call is not taken: what `api` and `socket` make an answer of.
public sealed interface Refusal {
  /// The sentence for whoever sent it.
  String why();

  /// More a second than the app may; the same may do after a while.
  record OverRate(Limit limit, long perSecond, Duration retryAfter) implements Refusal {
    @Override
    public String why() {
      return "The app's limit %s is reached: it may have %d a second"
          .formatted(limit.setting(), perSecond);
    }
  }

  /// The app's messages of today are used up.
  record OverDay(long perDay, Instant until) implements Refusal {
    @Override
    public String why() {
      return "The app's limit %s is reached: it may have %d a day, and the next day begins at %s"
          .formatted(Limit.MESSAGES_PER_DAY.setting(), perDay, until);
    }
  }

  /// One request that no second has room for.
  record TooManyAtOnce(int messages, long perSecond) implements Refusal {
    @Override
    public String why() {
      return "This is %d messages at once, one for each event and channel, and the app's limit %s is %d: send fewer at a time"
          .formatted(messages, Limit.MESSAGES_PER_SECOND.setting(), perSecond);
    }
  }
}
