package io.carillon.leaderboard.domain;

import org.jspecify.annotations.Nullable;

/// Where an owner stands right after an update.
///
/// @param previousRank the rank just before it; null for a new owner
public record Standing(
    String owner, String name, long score, long rank, @Nullable Long previousRank) {}
