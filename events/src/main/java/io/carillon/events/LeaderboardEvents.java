package io.carillon.events;

import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.List;

/// What the leaderboard domain tells other services.
public final class LeaderboardEvents {
  public static final String SOURCE = "/carillon/leaderboard";
  public static final String SCORE_RECORDED = "io.carillon.leaderboard.score-recorded";
  public static final String RANKING_CHANGED = "io.carillon.leaderboard.ranking-changed";

  private LeaderboardEvents() {}

  /// An owner has this score now; `version` is the board's after it.
  public record ScoreRecorded(String app, String board, long version, String owner, long score) {}

  /// The visible part of the board changed: who moved, from which rank to which.
  public record RankingChanged(String app, String board, long version, List<Move> moves) {
    public RankingChanged {
      moves = List.copyOf(moves);
    }
  }

  /// `from` is 0 for an owner that was not on the board.
  public record Move(String owner, long score, long from, long to) {}

  public static CloudEvent scoreRecorded(ScoreRecorded recorded, Instant time) {
    String subject = recorded.app() + "/" + recorded.board();
    String id = subject + "#" + recorded.version() + "/score";
    return DomainEvents.of(SOURCE, SCORE_RECORDED, subject, id, time, recorded);
  }

  public static CloudEvent rankingChanged(RankingChanged changed, Instant time) {
    String subject = changed.app() + "/" + changed.board();
    String id = subject + "#" + changed.version() + "/ranking";
    return DomainEvents.of(SOURCE, RANKING_CHANGED, subject, id, time, changed);
  }
}
