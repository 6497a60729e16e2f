package io.carillon.leaderboard.domain;

/// How a board ranks and how much of it everyone sees.
///
/// @param visible entries in the window that is broadcast; bounds the size of every broadcast
public record BoardRules(ScoreOrder order, Operator operator, int visible) {

  /// More in one window would not fit a broadcast of reasonable size.
  public static final int VISIBLE_MAX = 200;

  /// Higher wins, points add up, the first hundred are seen.
  public static final BoardRules DEFAULT =
      new BoardRules(ScoreOrder.HIGHER_WINS, Operator.INCR, 100);

  public BoardRules {
    if (visible < 1 || visible > VISIBLE_MAX) {
      throw new IllegalArgumentException("visible lies between 1 and " + VISIBLE_MAX);
    }
  }
}
