package io.carillon.presence.stream;

/// What comes of asking for a count.
public sealed interface CountOutcome {
  record Counted(int viewers) implements CountOutcome {}

  /// Nobody could say in time; an action may or may not count, and may be sent again.
  record Unknown(String why) implements CountOutcome {}
}
