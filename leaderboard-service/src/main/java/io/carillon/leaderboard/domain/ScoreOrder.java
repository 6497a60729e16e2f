package io.carillon.leaderboard.domain;

/// Which score stands first.
public enum ScoreOrder {
  HIGHER_WINS {
    @Override
    long keyOf(long score) {
      // The complement reverses the order of all longs without the overflow that negation has at
      // the smallest one.
      return ~score;
    }

    @Override
    boolean beats(long score, long other) {
      return score > other;
    }
  },
  LOWER_WINS {
    @Override
    long keyOf(long score) {
      return score;
    }

    @Override
    boolean beats(long score, long other) {
      return score < other;
    }
  };

  /// A number that is smaller the better the score is.
  abstract long keyOf(long score);

  abstract boolean beats(long score, long other);
}
