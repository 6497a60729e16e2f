package io.carillon.leaderboard.domain;

import org.jspecify.annotations.Nullable;

/// What may be asked of a board. One that exists is well-formed; whether it is allowed, the board
/// decides.
public sealed interface BoardCommand {

  /// Applies the board's operator to the owner's score.
  ///
  /// @param name what others see; without one the former name stays, or the owner's id
  /// @param updateId makes a retry count once
  record SubmitScore(String owner, long points, @Nullable String name, @Nullable String updateId)
      implements BoardCommand {

    /// Longest owner id, name and update id, in characters.
    public static final int TEXT_MAX = 128;

    public SubmitScore {
      requireText("userId", owner);
      if (name != null) {
        requireText("name", name);
      }
      if (updateId != null) {
        requireText("updateId", updateId);
      }
    }

    private static void requireText(String field, String text) {
      if (text.isBlank() || text.length() > TEXT_MAX) {
        throw new IllegalArgumentException(
            field + " has 1 to " + TEXT_MAX + " characters and is not blank");
      }
      if (text.chars().anyMatch(c -> Character.isISOControl(c))
          || text.codePoints()
              .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        throw new IllegalArgumentException(
            field + " has no control characters and no halves of characters");
      }
    }
  }

  /// Makes the board, or changes its rules.
  record DefineBoard(BoardRules rules) implements BoardCommand {}
}
