package io.carillon.leaderboard.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consecutive entries of a board, all of one version.
///
/// @param next where the next page starts; null on the last one
public record Page(List<Entry> entries, long version, long total, @Nullable Cursor next) {
  public Page {
    entries = List.copyOf(entries);
  }
}
