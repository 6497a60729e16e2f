package io.carillon.leaderboard.publish;

import io.carillon.leaderboard.domain.RankingUpdate;
import java.util.concurrent.CompletionStage;

/// Tells everyone on a board's channel.
@FunctionalInterface
public interface Announcer {

  /// Completes when the log holds the update; fails when nobody can say whether it does.
  CompletionStage<?> announce(RankingUpdate update);
}
