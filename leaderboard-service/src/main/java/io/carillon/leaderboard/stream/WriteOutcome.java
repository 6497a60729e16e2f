package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.Decision;

/// What became of a command that this instance sent.
public sealed interface WriteOutcome {

  /// The board decided, and the log holds what it decided.
  record Decided(Decision decision) implements WriteOutcome {}

  /// Nobody can say whether it will count: a retry with the same update id is safe.
  record Unknown(String why) implements WriteOutcome {}

  /// It was not sent: too many wait already.
  record Busy() implements WriteOutcome {}
}
