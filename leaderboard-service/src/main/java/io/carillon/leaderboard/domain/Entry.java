package io.carillon.leaderboard.domain;

/// An owner on a board, at one version of it. The first rank is 1, and no two entries share one.
public record Entry(String owner, String name, long score, long rank) {}
