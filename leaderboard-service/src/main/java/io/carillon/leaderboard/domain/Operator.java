package io.carillon.leaderboard.domain;

/// What submitted points do to the score that stands.
public enum Operator {
  /// Adds the points; a new owner starts from zero.
  INCR {
    @Override
    long next(long score, long points, ScoreOrder order) {
      return Math.addExact(score, points);
    }
  },
  /// Takes the points away; a new owner starts from zero.
  DECR {
    @Override
    long next(long score, long points, ScoreOrder order) {
      return Math.subtractExact(score, points);
    }
  },
  /// The points become the score.
  SET {
    @Override
    long first(long points) {
      return points;
    }

    @Override
    long next(long score, long points, ScoreOrder order) {
      return points;
    }
  },
  /// The better of the two stays.
  BEST {
    @Override
    long first(long points) {
      return points;
    }

    @Override
    long next(long score, long points, ScoreOrder order) {
      return order.beats(points, score) ? points : score;
    }
  };

  /// The score of an owner who has none yet.
  ///
  /// @throws ArithmeticException when the result is not a 64-bit number
  long first(long points) {
    return next(0, points, ScoreOrder.HIGHER_WINS);
  }

  /// The score after the points.
  ///
  /// @throws ArithmeticException when the result is not a 64-bit number
  abstract long next(long score, long points, ScoreOrder order);
}
