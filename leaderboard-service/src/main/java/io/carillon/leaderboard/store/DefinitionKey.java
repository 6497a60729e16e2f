package io.carillon.leaderboard.store;

import io.carillon.leaderboard.domain.BoardId;
import jakarta.persistence.Embeddable;

/// The primary key of a definition.
@Embeddable
record DefinitionKey(String app, String board) {

  static DefinitionKey of(BoardId id) {
    return new DefinitionKey(id.app(), id.board());
  }

  BoardId id() {
    return new BoardId(app, board);
  }
}
