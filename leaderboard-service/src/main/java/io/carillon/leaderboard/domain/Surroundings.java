package io.carillon.leaderboard.domain;

import java.util.List;

/// An owner's entry and those around it, all of one version.
///
/// @param percentile the share of entries that do not stand before this one, in percent: 100 for
///   the first
public record Surroundings(Entry entry, List<Entry> window, double percentile, long version) {
  public Surroundings {
    window = List.copyOf(window);
  }
}
