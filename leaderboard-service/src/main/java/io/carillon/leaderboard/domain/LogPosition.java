package io.carillon.leaderboard.domain;

import java.time.Instant;

/// Where a command stands in the log, and the time the log gave it: the only time that a decision
/// knows.
public record LogPosition(long offset, Instant time) {}
