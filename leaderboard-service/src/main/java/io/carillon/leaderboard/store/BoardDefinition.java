package io.carillon.leaderboard.store;

import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;

/// A board that was made, and its rules.
public record BoardDefinition(BoardId id, BoardRules rules) {}
