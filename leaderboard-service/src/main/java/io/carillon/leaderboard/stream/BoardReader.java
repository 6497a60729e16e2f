package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.Board;
import io.carillon.leaderboard.domain.BoardId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/// Reads the boards that this instance owns. Any thread; a read holds up writes of its partition
/// for microseconds.
@ApplicationScoped
public class BoardReader {

  private final Engine engine;

  @Inject
  BoardReader(Engine engine) {
    this.engine = engine;
  }

  /// What `reading` gives, all of one version; empty when this instance does not own the board.
  public <T> Optional<T> read(BoardId board, Function<Board, T> reading) {
    return engine.serving(board).map(store -> store.read(board, reading));
  }
}
