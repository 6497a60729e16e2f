package io.carillon.leaderboard.domain;

import java.util.HashMap;
import java.util.List;

/// The first entries of a board at one version: what everyone is shown.
public record Window(long version, List<Entry> entries) {

  /// Before anything was shown.
  public static final Window NOTHING = new Window(0, List.of());

  public Window {
    entries = List.copyOf(entries);
  }

  /// Whether it looks the same, whatever changed elsewhere on the board.
  public boolean looksLike(Window other) {
    return entries.equals(other.entries);
  }

  /// Each entry with the rank it had in the window shown before.
  public List<Move> movesSince(Window earlier) {
    var ranks = new HashMap<String, Long>();
    for (var entry : earlier.entries) {
      ranks.put(entry.owner(), entry.rank());
    }
    return entries.stream().map(e -> new Move(e, ranks.get(e.owner()))).toList();
  }
}
