package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.RankingUpdate;
import io.carillon.leaderboard.publish.Announcer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Remembers what everyone was told, and answers as it is told to.
final class RecordingAnnouncer implements Announcer {

  final List<RankingUpdate> told = new ArrayList<>();
  Supplier<CompletableFuture<Void>> fate = () -> CompletableFuture.completedFuture(null);

  @Override
  public CompletionStage<?> announce(RankingUpdate update) {
    told.add(update);
    return fate.get();
  }

  RankingUpdate last() {
    return told.getLast();
  }

  List<String> lastOwners() {
    return last().window().entries().stream().map(e -> e.owner()).toList();
  }
}
