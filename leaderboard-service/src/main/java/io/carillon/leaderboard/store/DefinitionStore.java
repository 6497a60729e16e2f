package io.carillon.leaderboard.store;

import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/// Keeps board definitions. Call it on an event loop.
@ApplicationScoped
public class DefinitionStore implements PanacheRepositoryBase<DefinitionRow, DefinitionKey> {

  private static final int LISTED_MAX = 1_000;

  private final InstantSource clock = InstantSource.system();

  /// Keeps the rules, in place of former ones. To keep the same ones twice does no harm.
  public Uni<Void> keep(BoardId id, BoardRules rules) {
    var row = DefinitionRow.of(id, rules, clock.instant());
    return Panache.withTransaction(() -> Panache.getSession().flatMap(s -> s.merge(row)))
        .replaceWithVoid();
  }

  /// The app's boards by name, the first thousand.
  public Uni<List<BoardDefinition>> of(String app) {
    return Panache.withSession(
            () -> find("key.app = ?1 order by key.board", app).page(0, LISTED_MAX).list())
        .map(rows -> rows.stream().map(DefinitionRow::definition).toList());
  }
}
